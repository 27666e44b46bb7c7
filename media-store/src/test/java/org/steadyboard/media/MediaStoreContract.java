package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MediaStore} promises. An implementation's test extends it. */
public abstract class MediaStoreContract {

  private static final String HELLO_SHA =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
  static final Sha256 HELLO = Sha256.parse(HELLO_SHA).orElseThrow();

  /** An empty store. */
  protected abstract MediaStore store();

  /** How many files lie in the store, whole or not. */
  protected abstract long filesLeft() throws IOException;

  @Test
  void namesAFileByItsBytesAndGivesThemBack() throws IOException {
    var store = store();

    var stored = store.put(stream("hello"), 5);

    assertThat(stored.sha256()).hasToString(HELLO_SHA);
    assertThat(stored.size()).isEqualTo(5);
    assertThat(stored.isNew()).isTrue();
    assertThat(store.put(stream("hello"), 5).isNew()).isFalse();
    assertThat(store.holds(stored.sha256())).isTrue();
    assertThat(read(store, stored.sha256())).isEqualTo("hello");
  }

  @Test
  void keepsAnEmptyFileAndALongOne() throws IOException {
    var store = store();
    var longText = "0123456789".repeat(100_000);

    assertThat(store.put(stream(""), 0).size()).isZero();
    var stored = store.put(stream(longText), longText.length());

    assertThat(read(store, stored.sha256())).isEqualTo(longText);
  }

  @Test
  void opensInTheMiddle() throws IOException {
    var store = store();
    var stored = store.put(stream("hello"), 100);

    try (var channel = store.open(stored.sha256()).orElseThrow()) {
      channel.position(3);
      var rest = ByteBuffer.allocate(10);
      channel.read(rest);
      assertThat(new String(rest.array(), 0, rest.position(), StandardCharsets.UTF_8))
          .isEqualTo("lo");
    }
  }

  @Test
  void whatIsNotThereIsNoError() throws IOException {
    assertThat(store().open(HELLO)).isEmpty();
    assertThat(store().size(HELLO)).isEmpty();
    assertThat(store().holds(HELLO)).isFalse();
  }

  @Test
  void keepsNothingOfAFileThatIsTooLarge() throws IOException {
    var store = store();

    assertThatThrownBy(() -> store.put(stream("hello"), 4)).isInstanceOf(FileTooLarge.class);

    assertThat(store.holds(HELLO)).isFalse();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void keepsNothingOfAStreamThatBreaks() throws IOException {
    var store = store();
    var broken = new SequenceInputStream(stream("hello"), new Broken());

    assertThatThrownBy(() -> store.put(broken, 100)).hasMessage("the line is cut");

    assertThat(filesLeft()).isZero();
  }

  @Test
  void keepsWhatWasAnnounced() throws IOException {
    var store = store();

    var stored = store.put(stream("hello"), new Content(HELLO, 5));

    assertThat(stored).isEqualTo(new StoredFile(HELLO, 5, true));
    assertThat(read(store, HELLO)).isEqualTo("hello");
    assertThat(store.size(HELLO)).hasValue(5);
    assertThat(store.put(stream("hello"), new Content(HELLO, 5)).isNew()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hell", "hallo", "hello!"})
  void keepsNothingOfWhatWasNotAnnounced(String others) throws IOException {
    var store = store();

    assertThatThrownBy(() -> store.put(stream(others), new Content(HELLO, 5)))
        .isInstanceOf(WrongContent.class);

    assertThat(filesLeft()).isZero();
  }

  @Test
  void whatCameWronglyLeavesWhatWasThereUntouched() throws IOException {
    var store = store();
    store.put(stream("hello"), 5);

    assertThatThrownBy(() -> store.put(stream("hallo"), new Content(HELLO, 5)))
        .isInstanceOf(WrongContent.class);

    assertThat(read(store, HELLO)).isEqualTo("hello");
  }

  @Test
  void keepsABatchTogether() throws IOException {
    var store = store();
    store.put(stream("two"), 3);
    try (var batch = store.batch()) {
      batch.add(stream("one"), content("one"));
      batch.add(stream("two"), content("two"));
      batch.add(stream(""), content(""));
      batch.add(stream("one"), content("one"));
      assertThat(store.holds(content("one").sha256())).isFalse();

      assertThat(batch.keep())
          .containsExactly(
              new StoredFile(content("one").sha256(), 3, true),
              new StoredFile(content("two").sha256(), 3, false),
              new StoredFile(content("").sha256(), 0, true),
              new StoredFile(content("one").sha256(), 3, false));
      assertThatThrownBy(batch::keep).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> batch.add(stream("one"), content("one")))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(read(store, content("one").sha256())).isEqualTo("one");
    assertThat(filesLeft()).isEqualTo(3);
  }

  @Test
  void aBatchGoesOnWithoutWhatCameWrongly() throws IOException {
    var store = store();
    try (var batch = store.batch()) {
      batch.add(stream("one"), content("one"));
      assertThatThrownBy(() -> batch.add(stream("tow"), content("two")))
          .isInstanceOf(WrongContent.class);
      assertThatThrownBy(() -> batch.add(stream("twos"), content("two")))
          .isInstanceOf(WrongContent.class);
      assertThatThrownBy(() -> batch.add(new Broken(), content("two")))
          .hasMessage("the line is cut");
      batch.add(stream("three"), content("three"));

      assertThat(batch.keep()).hasSize(2);
    }
    assertThat(store.holds(content("three").sha256())).isTrue();
    assertThat(filesLeft()).isEqualTo(2);
  }

  @Test
  void aBatchThatIsNotKeptLeavesNothing() throws IOException {
    try (var batch = store().batch()) {
      batch.add(stream("one"), content("one"));
    }
    assertThat(filesLeft()).isZero();
  }

  @Test
  void aBatchWithoutFilesIsKeptToo() throws IOException {
    try (var batch = store().batch()) {
      assertThat(batch.keep()).isEmpty();
    }
  }

  @Test
  void aBatchHasAnEnd() throws IOException {
    var store = store();
    try (var batch = store.batch()) {
      assertThat(batch.hasRoomFor(32 * 1024 * 1024)).isTrue();
      assertThat(batch.hasRoomFor(32 * 1024 * 1024 + 1)).isFalse();
      batch.add(stream("one"), content("one"));
      assertThat(batch.hasRoomFor(32 * 1024 * 1024 - 3)).isTrue();
      assertThat(batch.hasRoomFor(32 * 1024 * 1024 - 2)).isFalse();
      for (var i = 1; i < 512; i++) {
        assertThat(batch.hasRoomFor(0)).isTrue();
        batch.add(stream(""), content(""));
      }
      assertThat(batch.hasRoomFor(0)).isFalse();
      assertThatThrownBy(() -> batch.add(stream(""), content("")))
          .isInstanceOf(IllegalStateException.class);
      assertThat(batch.keep()).hasSize(512);
    }
  }

  @Test
  void listsAllInOrderPageByPage() throws IOException {
    var store = store();
    var all = new TreeSet<String>();
    try (var batch = store.batch()) {
      for (var i = 0; i < 300; i++) {
        batch.add(stream("file " + i), content("file " + i));
      }
      batch.keep().forEach(stored -> all.add(stored.sha256().toString()));
    }

    for (var max : new int[] {7, 300, 301, 10_000}) {
      var listed = new ArrayList<String>();
      Optional<Sha256> after = Optional.empty();
      List<Sha256> page;
      do {
        page = store.list(after, max);
        assertThat(page).hasSizeLessThanOrEqualTo(max);
        page.forEach(name -> listed.add(name.toString()));
        after = page.isEmpty() ? after : Optional.of(page.getLast());
      } while (page.size() == max);
      assertThat(listed).containsExactlyElementsOf(all);
    }
    assertThat(store.list(Optional.of(Sha256.of(new byte[32])), 10_000)).hasSize(300);
  }

  @Test
  void aPageHasAnEnd() {
    for (var max : new int[] {-1, 0, 10_001}) {
      assertThatThrownBy(() -> store().list(Optional.empty(), max))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 6, 100_000})
  void verifiesInSteps(int stepBytes) throws IOException {
    var store = store();
    store.put(stream("hello"), 5);
    try (var verification = store.verify(HELLO).orElseThrow()) {
      for (var read = stepBytes; read <= 5; read += stepBytes) {
        assertThat(verification.step(stepBytes)).isEqualTo(Verification.Result.UNFINISHED);
      }
      assertThat(verification.step(stepBytes)).isEqualTo(Verification.Result.SOUND);
      assertThat(verification.step(stepBytes)).isEqualTo(Verification.Result.SOUND);
    }
    assertThat(store.verify(content("absent").sha256())).isEmpty();
  }

  @Test
  void removesWhatNobodyPutSince() throws IOException {
    var store = store();
    store.put(stream("hello"), 5);

    assertThat(store.remove(HELLO, Instant.now().minusSeconds(100))).isFalse();
    assertThat(store.holds(HELLO)).isTrue();
    try (var opened = store.open(HELLO).orElseThrow()) {
      assertThat(store.remove(HELLO, Instant.now().plusSeconds(100))).isTrue();
      assertThat(opened.size()).isEqualTo(5);
    }

    assertThat(store.holds(HELLO)).isFalse();
    assertThat(store.remove(HELLO, Instant.MAX)).isFalse();
    assertThat(filesLeft()).isZero();
    assertThat(store.put(stream("hello"), 5).isNew()).isTrue();
  }

  @Test
  void whatIsSetAsideIsNotHeld() throws IOException {
    var store = store();
    store.put(stream("hello"), 5);

    assertThat(store.setAside(HELLO, "wrong-hash")).isTrue();
    assertThat(store.holds(HELLO)).isFalse();
    assertThat(store.list(Optional.empty(), 10)).isEmpty();
    assertThat(store.setAside(HELLO, "wrong-hash")).isFalse();
    assertThat(store.put(stream("hello"), 5).isNew()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../up", "Big", "two words", "a.b"})
  void whatIsNoReasonIsRefused(String reason) {
    assertThatThrownBy(() -> store().setAside(HELLO, reason))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheSameBytesOnceWhoeverBringsThem() throws Exception {
    var store = store();
    var puts = new ArrayList<Callable<StoredFile>>();
    for (var i = 0; i < 16; i++) {
      puts.add(() -> store.put(stream("hello"), 100));
    }

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<StoredFile> put : threads.invokeAll(puts)) {
        assertThat(put.get().sha256()).hasToString(HELLO_SHA);
      }
    }

    assertThat(filesLeft()).isEqualTo(1);
    assertThat(read(store, HELLO)).isEqualTo("hello");
  }

  static Content content(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Content(Sha256.of(Sha256.digest().digest(bytes)), bytes.length);
  }

  static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  static String read(MediaReader store, Sha256 name) throws IOException {
    try (var channel = store.open(name).orElseThrow()) {
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the line is cut");
    }
  }
}
