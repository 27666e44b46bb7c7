package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a stream to a file and names it, in constant memory. */
final class Intake {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Disk disk;

  Intake(Disk disk) {
    this.disk = disk;
  }

  /** Not synced. */
  Content write(InputStream bytes, long maxBytes, FileChannel channel) throws IOException {
    var digest = Sha256.digest();
    // One more than may come, to notice it.
    var chunk = new byte[(int) Math.min(CHUNK_BYTES - 1, maxBytes) + 1];
    var size = 0L;
    for (var count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
      if (size + count > maxBytes) {
        throw new FileTooLarge(maxBytes);
      }
      digest.update(chunk, 0, count);
      disk.write(channel::write, ByteBuffer.wrap(chunk, 0, count), size);
      size += count;
    }
    // A short write that nobody reported would give the file a name that is not true.
    if (channel.size() != size) {
      throw new IOException("the file has another size than was written");
    }
    return new Content(Sha256.of(digest.digest()), size);
  }

  /** Not synced. */
  void write(InputStream bytes, Content expected, FileChannel channel) throws IOException {
    try {
      demand(expected, write(bytes, expected.size(), channel));
    } catch (FileTooLarge e) {
      throw new WrongContent(expected.size() + " bytes", "more");
    }
  }

  static void demand(Content expected, Content came) throws WrongContent {
    if (came.size() != expected.size()) {
      throw new WrongContent(expected.size() + " bytes", String.valueOf(came.size()));
    }
    if (!came.sha256().equals(expected.sha256())) {
      throw new WrongContent(expected.sha256().toString(), came.sha256().toString());
    }
  }
}
