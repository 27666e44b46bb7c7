package org.steadyboard.mediasync.upload;

import java.io.IOException;
import org.steadyboard.host.error.ProblemCode;

/** No more of a body comes; what has come may be kept. */
final class BodyBroken extends IOException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  /**
   * @param code what to tell its sender, if that is still there
   */
  BodyBroken(ProblemCode code) {
    super(code.title());
    this.code = code;
  }

  ProblemCode code() {
    return code;
  }
}
