package org.steadyboard.board.message;

import org.steadyboard.host.error.ProblemCode;

/** A message that cannot be taken as it is, and what its sender is told. */
public final class BadMessage extends Exception {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final boolean closing;
  private final String answer;

  private BadMessage(ProblemCode code, String detail, boolean closing, String answer) {
    // No stack trace: it is an answer, not a fault.
    super(detail, null, false, false);
    this.code = code;
    this.closing = closing;
    this.answer = answer;
  }

  /** The sender is told and may go on. */
  static BadMessage staying(ProblemCode code, String detail) {
    return new BadMessage(code, detail, false, BothMessages.problem(code, detail));
  }

  /** The sender is told, then the connection is closed with 1008. */
  public static BadMessage closing(ProblemCode code, String detail) {
    return new BadMessage(code, detail, true, BothMessages.problem(code, detail));
  }

  /** The same flaw, told as the answer to the request or command that has it. */
  BadMessage refusing(String field, java.util.UUID id) {
    return new BadMessage(
        code, getMessage(), closing, TeacherMessages.refused(field, id, code, getMessage()));
  }

  public boolean isClosing() {
    return closing;
  }

  public ProblemCode code() {
    return code;
  }

  /** The message to send. */
  public String answer() {
    return answer;
  }
}
