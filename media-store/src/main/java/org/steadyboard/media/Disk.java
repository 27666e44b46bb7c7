package org.steadyboard.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;

/** The disk under a folder: its room, and writing to it. */
final class Disk implements DiskSpace {

  private static final int REALLY_FULL_BYTES = 64 * 1024;

  private final Path folder;
  private final LongUnaryOperator reserve;

  /**
   * @param reserve of a disk of so many bytes
   */
  Disk(Path folder, LongUnaryOperator reserve) {
    this.folder = folder;
    this.reserve = reserve;
  }

  @Override
  public long freeBytes() throws IOException {
    totalBytes();
    return folder.toFile().getUsableSpace();
  }

  @Override
  public long reserveBytes() throws IOException {
    return reserve.applyAsLong(totalBytes());
  }

  /** A disk that can't be asked has 0 bytes of everything. */
  private long totalBytes() throws IOException {
    var total = folder.toFile().getTotalSpace();
    if (total == 0) {
      throw new IOException("the disk of " + folder + " tells no size");
    }
    return total;
  }

  /**
   * @throws DiskFull when so many bytes would use up the reserve
   */
  void demandRoomFor(long bytes) throws IOException {
    if (!hasRoomFor(bytes)) {
      throw new DiskFull(freeBytes() + " bytes are free, " + reserveBytes() + " of them a reserve");
    }
  }

  /** Writes some of it at a place of a file, and tells how much. */
  interface Writer {
    int write(ByteBuffer bytes, long at) throws IOException;
  }

  /** Writes all of it, in as many writes as the system needs. */
  void write(Writer file, ByteBuffer bytes, long at) throws IOException {
    try {
      for (var place = at; bytes.hasRemaining(); ) {
        var written = file.write(bytes, place);
        if (written <= 0) {
          throw new IOException("nothing more can be written");
        }
        place += written;
      }
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /** Room that was taken late is missed late: by the sync. */
  void sync(FileChannel channel) throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /** The system tells why in words of its language, so that the room is looked at too. */
  IOException explained(IOException e) {
    if (e instanceof StoreRefusal) {
      return e;
    }
    var says = String.valueOf(e.getMessage());
    return says.contains("No space left") || says.contains("quota") || isReallyFull()
        ? new DiskFull(e)
        : e;
  }

  private boolean isReallyFull() {
    try {
      return freeBytes() < REALLY_FULL_BYTES;
    } catch (IOException unknown) {
      return false;
    }
  }
}
