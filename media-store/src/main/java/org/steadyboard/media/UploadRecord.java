package org.steadyboard.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The file beside the part of an upload: a sign, how many bytes of the part are safe, the length,
 * each of 8 bytes, then what its beginner wrote. It is whole or absent; only the second number is
 * ever written again, and 8 bytes within one block of a disk are old or new.
 */
final class UploadRecord implements AutoCloseable {

  static final String SUFFIX = ".about";

  private static final long SIGN = 0x5342_5550_4c4f_4144L;
  private static final int SAFE_AT = Long.BYTES;
  private static final int HEAD_BYTES = 3 * Long.BYTES;
  private static final int MAX_BYTES = HEAD_BYTES + Uploads.MAX_ABOUT_BYTES;

  private final FileChannel channel;
  private final Disk disk;

  private UploadRecord(FileChannel channel, Disk disk) {
    this.channel = channel;
    this.disk = disk;
  }

  /** Its folder is still to be synced. */
  static void create(Path file, UploadState state, Disk disk) throws IOException {
    var unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    try (var channel = Incoming.create(unfinished)) {
      var about = state.about();
      var bytes = ByteBuffer.allocate(HEAD_BYTES + about.length);
      bytes.putLong(SIGN).putLong(state.offset()).putLong(state.length()).put(about).flip();
      disk.write(channel::write, bytes, 0);
      disk.sync(channel);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  /** Empty of what is absent, or no such file. */
  static Optional<UploadState> read(Path file) throws IOException {
    if (Places.attributes(file).filter(found -> found.isRegularFile()).isEmpty()) {
      return Optional.empty();
    }
    try (var stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return parse(stream.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static Optional<UploadState> parse(byte[] read) {
    var bytes = ByteBuffer.wrap(read);
    if (read.length < HEAD_BYTES || read.length > MAX_BYTES || bytes.getLong() != SIGN) {
      return Optional.empty();
    }
    var safe = bytes.getLong();
    var length = bytes.getLong();
    var about = new byte[bytes.remaining()];
    bytes.get(about);
    return safe < 0 || safe > length
        ? Optional.empty()
        : Optional.of(new UploadState(safe, length, about));
  }

  static UploadRecord open(Path file, Disk disk) throws IOException {
    return new UploadRecord(
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), disk);
  }

  /** To be synced when it must survive a crash of the machine too. */
  void writeSafe(long bytes) throws IOException {
    disk.write(channel::write, ByteBuffer.allocate(Long.BYTES).putLong(bytes).flip(), SAFE_AT);
  }

  void sync() throws IOException {
    disk.sync(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
