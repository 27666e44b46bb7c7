package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FullDiskTest {

  private static final byte[] LARGE = new byte[200_000];
  private static final Content EXPECTED;
  private static final PartName NAME = new PartName("a");

  static {
    new Random(3).nextBytes(LARGE);
    EXPECTED = new Content(Sha256.of(Sha256.digest().digest(LARGE)), LARGE.length);
  }

  @TempDir Path folder;
  private SmallDisk disk;
  private LocalFiles store;

  @BeforeEach
  void mount() throws Exception {
    disk = SmallDisk.mount(folder, "size=1m,nr_inodes=40");
    store = store(0);
    store.put(MediaStoreContract.stream("hello"), 5);
  }

  private LocalFiles store(long reserveBytes) throws IOException {
    return new LocalFiles(folder, Clock.systemUTC(), FolderSync::sync, total -> reserveBytes);
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.unmount();
    }
  }

  /** Nothing half, nothing left; what was there is served on. */
  private void assertOnlyHelloIsLeft() throws IOException {
    assertThat(Folders.files(folder))
        .filteredOn(file -> !file.equals("ballast"))
        .containsExactly("2c/" + MediaStoreContract.HELLO);
    assertThat(MediaStoreContract.read(store, MediaStoreContract.HELLO)).isEqualTo("hello");
  }

  private static ByteArrayInputStream large() {
    return new ByteArrayInputStream(LARGE);
  }

  /** From the very first byte to the last. */
  @ParameterizedTest
  @ValueSource(ints = {0, 4096, 65536, 196_608})
  void aFileThatDoesNotFitLeavesNothing(int roomBytes) throws IOException {
    disk.fill(roomBytes);
    assertThatThrownBy(() -> store.put(large(), 1_000_000)).isInstanceOf(DiskFull.class);
    assertOnlyHelloIsLeft();

    disk.makeRoom();
    assertThat(store.put(large(), 1_000_000).isNew()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 8192, 65536})
  void anUploadThatDoesNotFitLeavesNothing(int roomBytes) throws IOException {
    try (var upload = store.uploads().begin(NAME, LARGE.length, LARGE.length, new byte[9])) {
      disk.fill(roomBytes);
      assertThatThrownBy(() -> upload.append(ByteBuffer.wrap(LARGE))).isInstanceOf(DiskFull.class);
    }
    assertOnlyHelloIsLeft();
    assertThat(store.uploads().find(NAME)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096})
  void anUploadThatCannotBeginLeavesNothing(int roomBytes) throws IOException {
    disk.fill(roomBytes);

    assertThatThrownBy(() -> store.uploads().begin(NAME, 0, 0, new byte[8192]))
        .isInstanceOf(DiskFull.class);

    assertOnlyHelloIsLeft();
  }

  @Test
  void aBatchGoesOnWithoutWhatDoesNotFit() throws IOException {
    try (var batch = store.batch()) {
      batch.add(MediaStoreContract.stream("one"), MediaStoreContract.content("one"));
      assertThatThrownBy(() -> batch.add(whileTheDiskFills(), EXPECTED))
          .isInstanceOf(DiskFull.class);
      disk.makeRoom();
      assertThat(batch.keep()).hasSize(1);
    }
    assertThat(store.remove(MediaStoreContract.content("one").sha256(), Instant.MAX)).isTrue();
    assertOnlyHelloIsLeft();
  }

  @Test
  void anAnnouncedFileLeavesNothingWhenOthersTakeItsRoom() throws IOException {
    assertThatThrownBy(() -> store.put(whileTheDiskFills(), EXPECTED)).isInstanceOf(DiskFull.class);

    assertOnlyHelloIsLeft();
  }

  private InputStream whileTheDiskFills() {
    return new FilterInputStream(large()) {
      private boolean isFull;

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        if (!isFull) {
          disk.fill(0);
          isFull = true;
        }
        return super.read(bytes, offset, length);
      }
    };
  }

  @Test
  void aDiskWithoutInodesIsFullToo() throws IOException {
    var kept = new ArrayList<Sha256>();
    assertThatThrownBy(
            () -> {
              for (var i = 0; i < 100; i++) {
                kept.add(store.put(MediaStoreContract.stream("file " + i), 100).sha256());
              }
            })
        .isInstanceOf(DiskFull.class);
    assertThat(kept).hasSizeGreaterThan(5);
    assertThat(Folders.files(folder)).hasSize(kept.size() + 1);
  }

  /** The disk has a MiB. */
  @ParameterizedTest
  @CsvSource({"800000, true", "900000, false"})
  void theReserveIsLeftAlone(long reserveBytes, boolean fits) throws IOException {
    store = store(reserveBytes);
    var uploads = store.uploads();
    var length = EXPECTED.size();
    if (fits) {
      assertThat(store.put(large(), EXPECTED).isNew()).isTrue();
      uploads.begin(NAME, 0, length, new byte[0]).abort();
      return;
    }
    assertThat(store.space().hasRoomFor(0)).isTrue();
    assertThat(store.space().hasRoomFor(length)).isFalse();
    assertThatThrownBy(() -> store.put(large(), EXPECTED)).isInstanceOf(DiskFull.class);
    assertThatThrownBy(() -> uploads.begin(NAME, length, length, new byte[0]))
        .isInstanceOf(DiskFull.class);
    try (var batch = store.batch()) {
      assertThatThrownBy(() -> batch.add(large(), EXPECTED)).isInstanceOf(DiskFull.class);
    }
    assertOnlyHelloIsLeft();

    disk.fill(800_000);
    assertThat(store.space().hasRoomFor(0)).isFalse();
    assertThatThrownBy(() -> store.put(MediaStoreContract.stream("a"), 5))
        .isInstanceOf(DiskFull.class);
    assertOnlyHelloIsLeft();
  }

  @Test
  void theReserveIsFivePercentOrAGibibyte() {
    for (var disk : List.of(new long[] {0, 0}, new long[] {1_000, 50})) {
      assertThat(DiskSpace.defaultReserve(disk[0])).isEqualTo(disk[1]);
    }
    assertThat(DiskSpace.defaultReserve(19L << 30)).isCloseTo((19L << 30) / 20, within(100L));
    assertThat(DiskSpace.defaultReserve(21L << 30)).isEqualTo(1L << 30);
    assertThat(DiskSpace.defaultReserve(Long.MAX_VALUE)).isEqualTo(1L << 30);
  }

  @Test
  void aDiskThatBecameReadOnlyServesOn(@TempDir Path at) throws Exception {
    try (var upload = store.uploads().begin(NAME, 5, 5, new byte[0])) {
      upload.append(UploadsContract.bytes("he"));
    }
    var readOnly = disk.readOnly(at);
    try {
      var frozen = new LocalFiles(at);
      assertThat(MediaStoreContract.read(frozen, MediaStoreContract.HELLO)).isEqualTo("hello");
      assertThat(frozen.list(Optional.empty(), 10)).containsExactly(MediaStoreContract.HELLO);
      assertThat(frozen.uploads().find(NAME)).isPresent();
      assertIsAFault(() -> frozen.put(large(), 1_000_000));
      assertIsAFault(() -> frozen.batch().add(large(), EXPECTED));
      assertIsAFault(() -> frozen.uploads().begin(new PartName("b"), 5, 5, new byte[0]));
      assertIsAFault(() -> frozen.uploads().resume(NAME));
      assertIsAFault(() -> frozen.remove(MediaStoreContract.HELLO, Instant.MAX));
    } finally {
      readOnly.unmount();
    }

    try (var upload = store.uploads().resume(NAME).orElseThrow()) {
      upload.append(UploadsContract.bytes("llo"));
      assertThat(upload.finish(Optional.empty()).isNew()).isFalse();
    }
    assertOnlyHelloIsLeft();
  }

  private static void assertIsAFault(ThrowingCallable writing) {
    assertThatThrownBy(writing)
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("Read-only");
  }
}
