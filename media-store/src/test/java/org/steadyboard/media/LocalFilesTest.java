package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.testkit.SetClock;

class LocalFilesTest extends MediaStoreContract {

  @TempDir Path folder;

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
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatACrashLeftIsNeverGivenOut() throws IOException {
    Files.createDirectories(folder.resolve("incoming"));
    Files.writeString(folder.resolve("incoming/put-1.part"), "hel");

    assertThat(
            store()
                .holds(
                    Sha256.parse("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
                        .orElseThrow()))
        .isFalse();
  }

  @Test
  void whatIsKeptSurvivesACrashWithAllFoldersAboveIt() throws IOException {
    var synced = new ArrayList<Path>();
    var store = new LocalFiles(folder, Clock.systemUTC(), synced::add);
    for (var time = 0; time < 2; time++) {
      synced.clear();

      store.put(stream("hello"), 5);

      // Its name begins so.
      assertThat(synced).containsExactly(folder.resolve("2c/f2"), folder.resolve("2c"), folder);
    }
  }

  @Test
  void whatACrashLeftIsRemovedAtTheStartAndNowAndThen() throws IOException {
    var clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));
    var incoming = Files.createDirectories(folder.resolve("incoming"));
    var old = left(incoming, "put-old.part", clock.instant().minus(Incoming.MAX_AGE));
    var young = left(incoming, "put-young.part", clock.instant().minus(Duration.ofHours(23)));

    clock.forward(Duration.ofSeconds(1));
    var store = new LocalFiles(folder, clock, directory -> {});
    assertThat(old).doesNotExist();
    assertThat(young).exists();

    store.put(stream("one"), 5);
    clock.forward(Duration.ofHours(1).minusSeconds(1));
    store.put(stream("two"), 5);
    assertThat(young).as("not looked at again yet").exists();
    clock.forward(Duration.ofMinutes(1));
    store.put(stream("three"), 5);
    assertThat(young).doesNotExist();
  }

  @Test
  void whatIsStillComingIsLeftAloneHoweverSlowlyItComes() throws IOException {
    var clock = new SetClock(Instant.parse("2026-01-01T00:00:00Z"));
    var store = new LocalFiles(folder, clock, directory -> {});
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

  private static Path left(Path folder, String name, Instant at) throws IOException {
    var file = Files.writeString(folder.resolve(name), "hel");
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  @Test
  void onlySixtyFourLowerCaseDigitsAreAName() {
    assertThat(Sha256.parse("../../etc/passwd")).isEmpty();
    assertThat(Sha256.parse("A".repeat(64))).isEmpty();
    assertThat(Sha256.parse("a".repeat(64))).isPresent();
  }
}
