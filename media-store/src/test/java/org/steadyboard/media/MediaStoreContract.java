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
import java.util.ArrayList;
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
