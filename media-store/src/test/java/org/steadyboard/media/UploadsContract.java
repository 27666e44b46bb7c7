package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Uploads} promise. An implementation's test extends it. */
abstract class UploadsContract {

  static final PartName NAME = new PartName("019a-picture");
  static final byte[] ABOUT = "a photo of teacher 3".getBytes(StandardCharsets.UTF_8);

  private static final long MAX_BYTES = 1_000_000;

  /** Uploads of an empty store; at each call as after a restart of the process. */
  protected abstract Uploads uploads();

  /** The store that finished uploads are in. */
  protected abstract MediaReader store();

  /** How many files of uploads and of the store are left. */
  protected abstract long filesLeft() throws IOException;

  /** As a file that another host has: its name is known, and locked by who places it. */
  @Test
  void isNamedByTheFileThatItBecomes() throws IOException {
    var name = PartName.of(MediaStoreContract.HELLO);
    try (var upload = uploads().begin(name, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hello"));

      assertThat(upload.finish(Optional.of(MediaStoreContract.HELLO)).isNew()).isTrue();
    }
    assertThat(uploads().find(name)).isEmpty();
  }

  @Test
  void isReadWhileItComesAndAfterItEnded() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hel"));
      try (var reader = upload.reader()) {
        assertThat(readOn(reader)).isEqualTo("hel");
        assertThat(readOn(reader)).isEmpty();
        upload.append(bytes("lo"));
        upload.finish(Optional.empty());
        assertThat(readOn(reader)).isEqualTo("lo");
      }
      assertThatThrownBy(upload::reader).isInstanceOf(IllegalStateException.class);
    }
  }

  private static String readOn(SeekableByteChannel channel) throws IOException {
    var read = ByteBuffer.allocate(10);
    channel.read(read);
    return StandardCharsets.UTF_8.decode(read.flip()).toString();
  }

  @Test
  void comesInPiecesOverRestarts() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      assertThat(upload.state()).isEqualTo(new UploadState(0, 5, ABOUT));
      upload.append(bytes("he"));
      assertThat(upload.state().offset()).isEqualTo(2);
    }
    assertThat(uploads().find(NAME)).contains(new UploadState(2, 5, ABOUT));
    try (var upload = uploads().resume(NAME).orElseThrow()) {
      upload.append(bytes("l"));
      upload.append(bytes(""));
    }
    try (var upload = uploads().resume(NAME).orElseThrow()) {
      assertThat(upload.state()).isEqualTo(new UploadState(3, 5, ABOUT));
      upload.append(bytes("lo"));
      assertThat(upload.state().isComplete()).isTrue();

      assertThat(upload.finish(Optional.of(MediaStoreContract.HELLO)))
          .isEqualTo(new StoredFile(MediaStoreContract.HELLO, 5, true));
    }
    assertThat(MediaStoreContract.read(store(), MediaStoreContract.HELLO)).isEqualTo("hello");
    assertThat(uploads().find(NAME)).isEmpty();
    assertThat(uploads().resume(NAME)).isEmpty();
    assertThat(filesLeft()).isEqualTo(1);
  }

  @Test
  void whatHasComeCanBeRead() throws IOException {
    try (var upload = uploads().begin(NAME, 9, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hello"));

      var all = ByteBuffer.allocate(9);
      assertThat(upload.read(all, 0)).isEqualTo(5);
      assertThat(all.flip()).isEqualTo(bytes("hello"));
      var some = ByteBuffer.allocate(2);
      assertThat(upload.read(some, 1)).isEqualTo(2);
      assertThat(some.flip()).isEqualTo(bytes("el"));
      assertThat(upload.read(ByteBuffer.allocate(2), 5)).isZero();
    }
  }

  @Test
  void allThatHaveBegunAreListed() throws IOException {
    assertThat(uploads().all()).isEmpty();
    var other = new PartName("019b-picture");
    uploads().begin(NAME, 9, MAX_BYTES, ABOUT).close();
    try (var upload = uploads().begin(other, 2, MAX_BYTES, ABOUT)) {
      assertThat(uploads().all().keySet()).containsExactlyInAnyOrder(NAME, other);
      assertThat(uploads().all().get(NAME)).isEqualTo(new UploadState(0, 9, ABOUT));
      upload.abort();
    }

    assertThat(uploads().all().keySet()).containsExactly(NAME);
  }

  @Test
  void aFileThatComesInOnePieceIsNamedByItsBytes() throws IOException {
    finish("hello", Optional.empty());

    assertThat(MediaStoreContract.read(store(), MediaStoreContract.HELLO)).isEqualTo("hello");
    assertThat(filesLeft()).isEqualTo(1);
  }

  @Test
  void anEmptyFileIsCompleteAtOnce() throws IOException {
    var stored = finish("", Optional.empty());

    assertThat(stored.size()).isZero();
    assertThat(store().holds(stored.sha256())).isTrue();
  }

  @Test
  void theSameContentTwiceIsKeptOnce() throws IOException {
    assertThat(finish("hello", Optional.empty()).isNew()).isTrue();
    assertThat(finish("hello", Optional.empty()).isNew()).isFalse();

    assertThat(filesLeft()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void keepsNothingOfWhatWasNotAnnounced(boolean isResumed) throws IOException {
    var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT);
    upload.append(bytes("ha"));
    if (isResumed) {
      upload.close();
      upload = uploads().resume(NAME).orElseThrow();
    }
    upload.append(bytes("llo"));
    var complete = upload;

    assertThatThrownBy(() -> complete.finish(Optional.of(MediaStoreContract.HELLO)))
        .isInstanceOf(WrongContent.class);

    assertThat(filesLeft()).isZero();
    complete.close();
    uploads().begin(NAME, 5, MAX_BYTES, ABOUT).close();
  }

  @Test
  void takesNoMoreThanTheLengthAndNothingOfWhatIsMore() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hell"));

      assertThatThrownBy(() -> upload.append(bytes("o!"))).isInstanceOf(FileTooLarge.class);

      assertThat(upload.state().offset()).isEqualTo(4);
      upload.append(bytes("o"));
      assertThat(upload.finish(Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    }
  }

  @Test
  void isNotFinishedBeforeAllCame() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hell"));

      assertThatThrownBy(() -> upload.finish(Optional.empty()))
          .isInstanceOf(IllegalStateException.class);

      upload.append(bytes("o"));
      assertThat(upload.finish(Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 'hello'", "2, 'llo'", "5, ''"})
  void takesBackWhatWasAppendedSinceTheMark(int mark, String rest) throws IOException {
    try (var upload = uploads().begin(NAME, 9, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hello".substring(0, mark)));
      upload.mark();
      upload.append(bytes("1234"));
      upload.reset();
      assertThat(upload.state().offset()).isEqualTo(mark);
      upload.append(bytes("56"));
      upload.reset();
      upload.append(bytes(rest));
    }
    try (var upload = uploads().resume(NAME).orElseThrow()) {
      assertThat(upload.state().offset()).isEqualTo(5);
      upload.append(bytes("!!"));
      upload.reset();
      upload.append(bytes(", me"));
      assertThat(upload.finish(Optional.empty()).sha256()).isEqualTo(sha256("hello, me"));
    }
  }

  @Test
  void whatWasTakenBackIsNotPartOfTheName() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("he"));
      upload.mark();
      upload.append(bytes("LLO"));
      upload.reset();
      upload.append(bytes("llo"));

      assertThat(upload.finish(Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    }
    assertThat(MediaStoreContract.read(store(), MediaStoreContract.HELLO)).isEqualTo("hello");
  }

  @Test
  void oneWriterAtATime() throws Exception {
    var opened = new AtomicInteger();
    var told = new AtomicInteger();
    uploads().begin(NAME, 5, MAX_BYTES, ABOUT).close();
    var attempts = new ArrayList<Callable<Upload>>();
    for (var i = 0; i < 8; i++) {
      attempts.add(
          () -> {
            try {
              var upload = uploads().resume(NAME).orElseThrow();
              opened.incrementAndGet();
              return upload;
            } catch (StoreBusy e) {
              told.incrementAndGet();
              return null;
            }
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Upload> attempt : threads.invokeAll(attempts)) {
        if (attempt.get() != null) {
          assertThatThrownBy(() -> uploads().begin(NAME, 5, MAX_BYTES, ABOUT))
              .isInstanceOf(StoreBusy.class);
          assertThat(uploads().find(NAME)).isPresent();
          attempt.get().close();
        }
      }
    }
    assertThat(opened).hasValue(1);
    assertThat(told).hasValue(7);
    uploads().resume(NAME).orElseThrow().abort();
  }

  @Test
  void anAbortedUploadLeavesNothing() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("hello"));
      upload.abort();
      assertThatThrownBy(() -> upload.append(bytes(""))).isInstanceOf(IllegalStateException.class);
    }

    assertThat(filesLeft()).isZero();
    assertThat(uploads().find(NAME)).isEmpty();
  }

  @Test
  void beginsOnce() throws IOException {
    try (var upload = uploads().begin(NAME, 5, MAX_BYTES, ABOUT)) {
      upload.append(bytes("he"));
    }

    assertThatThrownBy(() -> uploads().begin(NAME, 7, MAX_BYTES, new byte[0]))
        .isInstanceOf(UploadStands.class);

    assertThat(uploads().find(NAME)).contains(new UploadState(2, 5, ABOUT));
  }

  @Test
  void whatIsNotThereIsNoError() throws IOException {
    assertThat(uploads().find(NAME)).isEmpty();
    assertThat(uploads().resume(NAME)).isEmpty();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void refusesWhatIsTooLargeBeforeItComes() throws IOException {
    assertThatThrownBy(() -> uploads().begin(NAME, MAX_BYTES + 1, MAX_BYTES, ABOUT))
        .isInstanceOf(FileTooLarge.class);
    assertThatThrownBy(() -> uploads().begin(NAME, -1, MAX_BYTES, ABOUT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> uploads().begin(NAME, 1, MAX_BYTES, new byte[8 * 1024 + 1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(filesLeft()).isZero();

    var about = new byte[8 * 1024];
    about[8191] = 7;
    uploads().begin(NAME, MAX_BYTES, MAX_BYTES, about).close();

    assertThat(uploads().find(NAME)).contains(new UploadState(0, MAX_BYTES, about));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../a", "a/b", "a.part", "A", "é", "a b", "-a", "a\u0000"})
  void namesThatCouldBeMoreThanANameAreNone(String name) {
    assertThat(PartName.parse(name)).isEmpty();
    assertThatThrownBy(() -> new PartName(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameHasAnEnd() {
    assertThat(PartName.parse("a".repeat(80))).isPresent();
    assertThat(PartName.parse("a".repeat(81))).isEmpty();
  }

  final StoredFile finish(String text, Optional<Sha256> expected) throws IOException {
    var bytes = bytes(text);
    try (var upload = uploads().begin(NAME, bytes.remaining(), MAX_BYTES, ABOUT)) {
      upload.append(bytes);
      return upload.finish(expected);
    }
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  static Sha256 sha256(String text) {
    return Sha256.of(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
