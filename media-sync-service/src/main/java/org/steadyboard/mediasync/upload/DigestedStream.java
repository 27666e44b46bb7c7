package org.steadyboard.mediasync.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * A stream that must have certain digests: at its end, before it says that it is one, it fails when
 * it has not. So who keeps what it gives keeps nothing of it.
 */
final class DigestedStream extends FilterInputStream {

  private final Digests digests;
  private boolean isAtEnd;

  DigestedStream(InputStream in, Digests digests) {
    super(in);
    this.digests = digests;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    var count = super.read(into, from, length);
    if (count > 0) {
      digests.update(into, from, count);
    } else if (count < 0 && !isAtEnd) {
      isAtEnd = true;
      if (!digests.match()) {
        throw new Problem(ProblemCode.DIGEST_MISMATCH, ProblemCode.DIGEST_MISMATCH.title());
      }
    }
    return count;
  }
}
