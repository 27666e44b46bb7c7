package org.steadyboard.mediasync.peer;

import java.nio.ByteBuffer;

/**
 * The files of one answer, in the order in which they were asked for. A frame is a file's kind in
 * one byte, its size in eight, and of a whole one its bytes.
 */
public final class Frames implements AutoCloseable {

  static final int HEAD_BYTES = 1 + Long.BYTES;
  static final byte ABSENT = 0;
  static final byte WHOLE = 1;
  static final byte LARGE = 2;

  private final PeerAnswer answer;
  private final byte[] head = new byte[HEAD_BYTES];

  Frames(PeerAnswer answer) {
    this.answer = answer;
  }

  /**
   * Reads the next file.
   *
   * @throws PeerFailure also when it is no frame, or larger than one may be
   */
  public SmallFile next() throws PeerFailure, InterruptedException {
    answer.read(head);
    var read = ByteBuffer.wrap(head);
    var kind = read.get();
    var size = read.getLong();
    return switch (kind) {
      case ABSENT -> new SmallFile.Absent();
      case LARGE -> new SmallFile.Large(size);
      case WHOLE -> whole(size);
      default -> throw new PeerFailure("a frame is of no known kind: " + kind);
    };
  }

  private SmallFile whole(long size) throws PeerFailure, InterruptedException {
    if (size < 0 || size > SmallFile.MAX_BYTES) {
      throw new PeerFailure("a frame is too large: " + size);
    }
    var bytes = new byte[(int) size];
    answer.read(bytes);
    return new SmallFile.Whole(bytes);
  }

  /** Reads the end, so that the connection can be used again. */
  public void end() throws PeerFailure, InterruptedException {
    answer.end();
  }

  @Override
  public void close() {
    answer.close();
  }
}
