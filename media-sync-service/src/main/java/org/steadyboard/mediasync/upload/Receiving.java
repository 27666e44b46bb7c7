package org.steadyboard.mediasync.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.media.FileTooLarge;
import org.steadyboard.media.MediaType;
import org.steadyboard.media.Upload;

/** Appends the bytes of one request to an upload. A plain class, for one thread. */
final class Receiving {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Upload upload;
  private final About about;

  Receiving(Upload upload, About about) {
    this.upload = upload;
    this.about = about;
  }

  /**
   * Reads a body to its end. When it breaks, what has come stays, unless it has a checksum: then
   * nothing shows that it is right. More than the upload has room for is not taken.
   *
   * @throws Problem checksum-mismatch, with nothing taken; unsupported-media-type or too-large, by
   *     what the file is: the upload is aborted
   */
  void take(InputStream body, Optional<Digests> checksum) throws IOException {
    upload.mark();
    try {
      append(body, checksum);
    } catch (BodyBroken | FileTooLarge e) {
      if (checksum.isPresent()) {
        upload.reset();
      }
      throw e;
    }
    if (checksum.isPresent() && !checksum.get().match()) {
      upload.reset();
      throw new Problem(ProblemCode.CHECKSUM_MISMATCH, ProblemCode.CHECKSUM_MISMATCH.title());
    }
  }

  private void append(InputStream body, Optional<Digests> checksum) throws IOException {
    var chunk = new byte[CHUNK_BYTES];
    for (var count = body.read(chunk); count >= 0; count = body.read(chunk)) {
      var before = upload.state().offset();
      var length = count;
      checksum.ifPresent(digests -> digests.update(chunk, 0, length));
      upload.append(ByteBuffer.wrap(chunk, 0, count));
      if (before < headLength() && upload.state().offset() >= headLength()) {
        type();
      }
    }
  }

  /** Enough to tell what the file is, so that nobody sends the rest in vain. */
  private long headLength() {
    return Math.min(upload.state().length(), MediaType.HEAD_BYTES);
  }

  /**
   * The type of the file, once enough of it has come.
   *
   * @throws Problem unsupported-media-type or too-large; the upload is aborted
   */
  String type() throws IOException {
    var head = ByteBuffer.allocate((int) headLength());
    upload.read(head, 0);
    try {
      return FileKind.typeOf(about.claimedType(), head.array());
    } catch (Problem refused) {
      upload.abort();
      throw refused;
    }
  }
}
