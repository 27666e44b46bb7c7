package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.testkit.SetClock;

class LocalFilesTest extends MediaStoreContract {

  static final LongUnaryOperator NO_RESERVE = total -> 0;

  @TempDir Path folder;

  private final SetClock clock = new SetClock(Instant.parse("2030-01-01T00:00:00Z"));

  /** Folders are synced at once, in no order. */
  private final List<Path> synced = Collections.synchronizedList(new ArrayList<>());

  @Override
  protected MediaStore store() {
    try {
      return new LocalFiles(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected long filesLeft() throws IOException {
    return Folders.files(folder).size();
  }

  @Test
  void whatACrashLeftIsNeverGivenOut() throws IOException {
    Files.createDirectories(folder.resolve("incoming"));
    Files.writeString(folder.resolve("incoming/put-1.tmp"), "hel");

    assertThat(store().holds(HELLO)).isFalse();
  }

  @Test
  void whatIsKeptSurvivesACrashWithAllFoldersAboveIt() throws IOException {
    assertThat(synced(new LocalFiles(folder, clock, synced::add, NO_RESERVE), "hello"))
        .containsExactlyInAnyOrder(folder.resolve("2c"), folder);
  }

  @Test
  void aFolderThatAnotherProcessMadeMayNotBeSyncedByItYet() throws IOException {
    new LocalFiles(folder, clock, directory -> {}, NO_RESERVE).put(stream("hello"), 5);

    assertThat(synced(new LocalFiles(folder, clock, synced::add, NO_RESERVE), "hello"))
        .containsExactlyInAnyOrder(folder.resolve("2c"), folder);
  }

  @Test
  void aFolderThatWasSyncedOnceIsNotAgain() throws IOException {
    var store = new LocalFiles(folder, clock, synced::add, NO_RESERVE);
    synced(store, "hello");

    assertThat(synced(store, "hello")).containsExactly(folder.resolve("2c"));

    Files.delete(folder.resolve("2c").resolve(HELLO.toString()));
    Files.delete(folder.resolve("2c"));
    assertThat(synced(store, "hello"))
        .as("but that was another folder")
        .containsExactlyInAnyOrder(folder.resolve("2c"), folder);
  }

  @Test
  void aFileWhoseFolderCannotBeSyncedIsNotAcknowledged() throws IOException {
    var isBroken = new AtomicBoolean();
    var store =
        new LocalFiles(
            folder,
            clock,
            directory -> {
              if (isBroken.get()) {
                throw new IOException("cannot be synced");
              }
              synced.add(directory);
            },
            NO_RESERVE);
    isBroken.set(true);
    assertThatThrownBy(() -> store.put(stream("hello"), 5)).hasMessage("cannot be synced");

    isBroken.set(false);

    assertThat(synced(store, "hello")).containsExactlyInAnyOrder(folder.resolve("2c"), folder);
  }

  @Test
  void aBatchSyncsEachFolderOnce() throws IOException {
    var store = new LocalFiles(folder, clock, synced::add, NO_RESERVE);
    synced.clear();
    var folders = new HashSet<Path>();
    folders.add(folder);
    try (var batch = store.batch()) {
      for (var i = 0; i < 300; i++) {
        var text = "file " + i;
        batch.add(stream(text), content(text));
        folders.add(folder.resolve(content(text).sha256().toString().substring(0, 2)));
      }
      batch.keep();
    }
    assertThat(synced).containsExactlyInAnyOrderElementsOf(folders);
  }

  private List<Path> synced(LocalFiles store, String text) throws IOException {
    synced.clear();
    store.put(stream(text), 5);
    return synced;
  }

  @Test
  void theFoldersAboveTheStoreSurviveACrashToo() throws IOException {
    new LocalFiles(folder.resolve("new/media"), clock, synced::add, NO_RESERVE);

    assertThat(synced).containsExactly(folder, folder.resolve("new"), folder.resolve("new/media"));
  }

  @Test
  void whatACrashLeftIsRemovedWithTheFirstFileAndNowAndThen() throws IOException {
    var incoming = Files.createDirectories(folder.resolve("incoming"));
    var old = Folders.left(incoming, "put-old.tmp", clock.instant().minus(Incoming.MAX_AGE));
    var young =
        Folders.left(incoming, "put-young.tmp", clock.instant().minus(Duration.ofMinutes(55)));
    clock.forward(Duration.ofSeconds(1));
    var store = new LocalFiles(folder, clock, directory -> {}, NO_RESERVE);
    store.put(stream("zero"), 5);
    assertThat(old).doesNotExist();
    assertThat(young).exists();

    clock.forward(Incoming.SWEPT_EVERY.minusSeconds(1));
    store.put(stream("one"), 5);
    assertThat(young).as("not looked at again yet").exists();
    clock.forward(Duration.ofSeconds(1));
    store.put(stream("two"), 5);
    assertThat(young).doesNotExist();
  }

  @Test
  void aSweepLeavesAloneWhatIsNoFile() throws IOException {
    var store = new LocalFiles(folder, clock, directory -> {}, NO_RESERVE);
    var elsewhere = Files.writeString(folder.resolve("elsewhere"), "not ours");
    Files.createDirectories(folder.resolve("incoming/folder/in"));
    Files.createSymbolicLink(folder.resolve("incoming/link.tmp"), elsewhere);
    Folders.left(folder.resolve("incoming"), "put-old.tmp", Instant.EPOCH);
    clock.forward(Duration.ofDays(400));

    assertThat(store.sweep()).isEqualTo(1);

    assertThat(elsewhere).exists();
  }

  @Test
  void whatIsStillComingIsLeftAloneHoweverSlowlyItComes() throws IOException {
    var store = new LocalFiles(folder, clock, directory -> {}, NO_RESERVE);
    var slow =
        new InputStream() {
          private int left = 3;

          @Override
          public int read() throws IOException {
            if (left < 0) {
              return -1;
            }
            try (var files = Files.newDirectoryStream(folder.resolve("incoming"))) {
              for (var file : files) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
              }
            }
            clock.forward(Duration.ofDays(2));
            store.put(stream("another " + left), 100);
            return --left < 0 ? -1 : 'x';
          }
        };

    assertThat(store.holds(store.put(slow, 10).sha256())).isTrue();
  }

  @Test
  void whatIsPutAgainIsAsYoungAsWhatIsNew() throws IOException {
    var store = new LocalFiles(folder, clock, directory -> {}, NO_RESERVE);
    store.put(stream("hello"), 5);
    Files.setLastModifiedTime(store.path(HELLO).orElseThrow(), FileTime.from(Instant.EPOCH));
    var longAgo = clock.instant().minus(Duration.ofDays(30));

    store.put(stream("hello"), 5);

    assertThat(store.remove(HELLO, longAgo)).isFalse();
    clock.forward(Duration.ofDays(31));
    assertThat(store.remove(HELLO, clock.instant().minus(Duration.ofDays(30)))).isTrue();
  }

  @Test
  void whatWasSetAsideIsKeptWithItsReasonForThirtyDays() throws IOException {
    var store = new LocalFiles(folder, clock, directory -> {}, NO_RESERVE);
    assertThat(store.setAside(10)).isEmpty();
    store.put(stream("hello"), 5);
    Files.writeString(store.path(HELLO).orElseThrow(), "hallo");
    var first = clock.instant();
    store.setAside(HELLO, "wrong-hash");
    clock.forward(Duration.ofDays(1));
    store.put(stream("hello"), 5);
    store.setAside(HELLO, "unreadable");
    Files.writeString(folder.resolve("aside/of-an-operator"), "not ours");

    var latest = new SetAside(HELLO, "unreadable", clock.instant());
    assertThat(store.setAside(10))
        .containsExactly(latest, new SetAside(HELLO, "wrong-hash", first));
    assertThat(store.setAside(1)).containsExactly(latest);
    assertThat(folder.resolve("aside/" + HELLO + ".wrong-hash." + first.toEpochMilli()))
        .hasContent("hallo");

    clock.forward(AsideFolder.KEPT);
    assertThat(store.sweep()).isEqualTo(1);
    assertThat(store.setAside(10)).containsExactly(latest);
  }

  @Test
  void aFileThatIsNoLongerWhatItsNameSaysIsFound() throws IOException {
    var store = new LocalFiles(folder);
    store.put(stream("hello"), 5);
    for (var rotten : new String[] {"hallo", "hell", "hello!", ""}) {
      Files.writeString(store.path(HELLO).orElseThrow(), rotten);
      try (var verification = store.verify(HELLO).orElseThrow()) {
        assertThat(verification.step(100)).as(rotten).isEqualTo(Verification.Result.ROTTEN);
      }
    }
  }

  @Test
  void aFileThatCannotBeReadIsRotten() throws IOException {
    var unreadable =
        Channels.newChannel(
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("Input/output error");
              }
            });
    try (var verification = new Verification(HELLO, unreadable)) {
      assertThat(verification.step(100)).isEqualTo(Verification.Result.ROTTEN);
    }
  }

  @Test
  void aVerificationThatIsClosedFindsNothing() throws IOException {
    var store = new LocalFiles(folder);
    store.put(stream("hello"), 5);
    var verification = store.verify(HELLO).orElseThrow();
    verification.close();

    assertThatThrownBy(() -> verification.step(100)).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void aFileOfAnotherSizeIsReplacedByWhatIsPut() throws IOException {
    var store = new LocalFiles(folder);
    store.put(stream("hello"), 5);
    Files.writeString(store.path(HELLO).orElseThrow(), "hel");

    assertThat(store.put(stream("hello"), 5).isNew()).isTrue();

    assertThat(read(store, HELLO)).isEqualTo("hello");
  }

  @Test
  void onlySixtyFourLowerCaseDigitsAreAName() {
    assertThat(Sha256.parse("../../etc/passwd")).isEmpty();
    assertThat(Sha256.parse("A".repeat(64))).isEmpty();
    assertThat(Sha256.parse("a".repeat(64))).isPresent();
  }
}
