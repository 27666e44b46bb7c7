package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiskTest {

  private final Disk disk;

  DiskTest(@TempDir Path folder) {
    disk = new Disk(folder, total -> 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void whatTheSystemTakesInPiecesIsWrittenWhole(int mostBytes) throws IOException {
    var file = new byte[8];
    disk.write(
        (bytes, at) -> {
          var count = Math.min(mostBytes, bytes.remaining());
          bytes.get(file, (int) at, count);
          return count;
        },
        ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)),
        2);

    assertThat(new String(file, StandardCharsets.US_ASCII)).isEqualTo("\0\0hello\0");
  }

  @Test
  void aFileThatTakesNothingMoreIsNotWaitedFor() {
    assertThatThrownBy(() -> disk.write((bytes, at) -> 0, ByteBuffer.allocate(1), 0))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aQuotaIsAFullDisk() {
    assertThat(disk.explained(new IOException("Disk quota exceeded"))).isInstanceOf(DiskFull.class);
    assertThat(disk.explained(new IOException("Input/output error")))
        .isNotInstanceOf(StoreRefusal.class);
  }

  @Test
  void aDiskThatTellsNothingIsNoEmptyOne() {
    var gone = new Disk(Path.of("/no/such/folder"), total -> 0);

    assertThatThrownBy(() -> gone.hasRoomFor(0)).isInstanceOf(IOException.class);
  }
}
