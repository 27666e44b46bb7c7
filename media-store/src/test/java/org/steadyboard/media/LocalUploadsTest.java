package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.testkit.SetClock;

class LocalUploadsTest extends UploadsContract {

  private static final int MIB = 1 << 20;

  @TempDir Path folder;
  @TempDir Path killed;

  private final SetClock clock = new SetClock(Instant.now());

  @Override
  protected Uploads uploads() {
    return files(folder).uploads();
  }

  @Override
  protected MediaReader store() {
    return files(folder);
  }

  private LocalFiles files(Path at) {
    return files(at, LocalFilesTest.NO_RESERVE);
  }

  private LocalFiles files(Path at, LongUnaryOperator reserve) {
    try {
      return new LocalFiles(at, clock, directory -> {}, reserve);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected long filesLeft() throws IOException {
    return Folders.files(folder).size();
  }

  @Test
  void aKilledProcessIsNeverMoreThanEightMebibytesBehind() throws IOException {
    var bytes = new byte[20 * MIB];
    new Random(7).nextBytes(bytes);
    LocalFiles next;
    try (var upload = uploads().begin(NAME, bytes.length, bytes.length, ABOUT)) {
      for (var at = 0; at < 19 * MIB; at += MIB) {
        upload.append(ByteBuffer.wrap(bytes, at, MIB));
      }
      next = files(Folders.copy(folder, killed.resolve("media")));
    }

    var goesOn = next.uploads().resume(NAME).orElseThrow();
    var offset = (int) goesOn.state().offset();
    assertThat(offset).isEqualTo(16 * MIB);
    goesOn.append(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
    var stored = goesOn.finish(Optional.empty());

    assertThat(stored.sha256()).isEqualTo(Sha256.of(Sha256.digest().digest(bytes)));
    assertThat(Folders.files(killed.resolve("media"))).hasSize(1);
  }

  /**
   * The part may end in zeros then, or be shorter than the record says, or longer than the file.
   */
  @ParameterizedTest
  @ValueSource(strings = {"he\0\0", "he", "h", "", "hello to all"})
  void whatWasNotSyncedWhenTheMachineCrashedIsNotTrusted(String left) throws IOException {
    try (var upload = uploads().begin(NAME, 5, 5, ABOUT)) {
      upload.append(bytes("he"));
    }
    Files.writeString(part(), left);

    try (var upload = uploads().resume(NAME).orElseThrow()) {
      var offset = (int) upload.state().offset();
      assertThat(offset).isEqualTo(Math.min(left.length(), 2));
      upload.append(bytes("hello".substring(offset)));
      assertThat(upload.finish(Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    }
  }

  @Test
  void aPartThatIsGoneBeginsAgain() throws IOException {
    try (var upload = uploads().begin(NAME, 5, 5, ABOUT)) {
      upload.append(bytes("he"));
    }
    Files.delete(part());

    assertThat(uploads().find(NAME)).contains(new UploadState(0, 5, ABOUT));
    try (var upload = uploads().resume(NAME).orElseThrow()) {
      assertThat(upload.state().offset()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "half", "not a record, but long enough for one"})
  void whatIsNoRecordIsNoUploadAndInNobodysWay(String record) throws IOException {
    Files.createDirectories(folder.resolve("incoming"));
    Files.writeString(folder.resolve("incoming/" + NAME + ".about"), record);
    Files.writeString(part(), "left from before");

    assertThat(uploads().find(NAME)).isEmpty();
    assertThat(uploads().resume(NAME)).isEmpty();
    assertThat(finish("hello", Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    assertThat(filesLeft()).isEqualTo(1);
  }

  @Test
  void whatNobodyWroteToForAnHourIsSwept() throws IOException {
    uploads().begin(NAME, 5, 5, ABOUT).close();
    clock.set(Instant.now());

    clock.forward(Incoming.MAX_AGE.minusMinutes(1));
    assertThat(files(folder).sweep()).isZero();
    clock.forward(Duration.ofMinutes(2));
    assertThat(files(folder).sweep()).isEqualTo(2);

    assertThat(filesLeft()).isZero();
    assertThat(uploads().find(NAME)).isEmpty();
  }

  @Test
  void anUploadIsAsYoungAsItsLastByte() throws IOException {
    uploads().begin(NAME, 5, 5, ABOUT).close();
    Files.setLastModifiedTime(
        folder.resolve("incoming/" + NAME + ".about"), FileTime.from(Instant.EPOCH));

    assertThat(files(folder).sweep()).isZero();
    assertThat(uploads().find(NAME)).isPresent();
  }

  @Test
  void aRunningUploadIsNeverSweptHoweverSlowlyItComes() throws IOException {
    try (var upload = uploads().begin(NAME, 5, 5, ABOUT)) {
      clock.forward(Duration.ofDays(2));
      assertThat(files(folder).sweep()).isZero();
      upload.append(bytes("hello"));
      assertThat(upload.finish(Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    }
  }

  @Test
  void aThousandMayHaveBegun() throws IOException {
    var uploads = uploads();
    uploads.begin(NAME, 0, 5, ABOUT).close();
    for (var i = 1; i < Uploads.MAX_UPLOADS; i++) {
      Files.copy(
          folder.resolve("incoming/" + NAME + ".about"),
          folder.resolve("incoming/" + i + ".about"));
    }

    assertThatThrownBy(() -> uploads.begin(new PartName("more"), 0, 5, ABOUT))
        .isInstanceOf(TooManyUploads.class);

    uploads.resume(NAME).orElseThrow().abort();
    uploads.begin(new PartName("more"), 0, 5, ABOUT).close();
  }

  @Test
  void whatOthersAreStillToBringTakesRoomToo() throws IOException {
    var free = files(folder).space().freeBytes();
    var uploads = files(folder, total -> free / 2).uploads();
    var most = free / 5;
    var begun = new ArrayList<Upload>();
    begun.add(uploads.begin(new PartName("one"), most, most, ABOUT));
    begun.add(uploads.begin(new PartName("two"), most, most, ABOUT));

    assertThatThrownBy(() -> uploads.begin(new PartName("three"), most, most, ABOUT))
        .isInstanceOf(DiskFull.class);

    assertThat(uploads.find(new PartName("three"))).isEmpty();
    begun.getFirst().abort();
    uploads.begin(new PartName("three"), most, most, ABOUT).abort();
    begun.getLast().abort();
    assertThat(filesLeft()).isZero();
  }

  @Test
  void anInterruptedWriterLeavesAnUploadThatGoesOn() throws IOException {
    var upload = uploads().begin(NAME, 5, 5, ABOUT);
    upload.append(bytes("he"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> upload.append(bytes("l"))).isInstanceOf(IOException.class);
    Thread.interrupted();
    assertThatThrownBy(upload::close).isInstanceOf(IOException.class);

    try (var again = uploads().resume(NAME).orElseThrow()) {
      again.append(bytes("hello".substring((int) again.state().offset())));
      assertThat(again.finish(Optional.empty()).sha256()).isEqualTo(MediaStoreContract.HELLO);
    }
  }

  private Path part() {
    return folder.resolve("incoming/" + NAME + ".part");
  }
}
