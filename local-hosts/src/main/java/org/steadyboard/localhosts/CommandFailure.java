package org.steadyboard.localhosts;

/** Ends a command with one clear line for the person who gave it. The message is shown as it is. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Exit status of a command that was understood and failed. */
  public static final int FAILED = 1;

  /** Exit status of a command that was not understood. */
  public static final int MISUSED = 2;

  private final int exitStatus;

  private CommandFailure(int exitStatus, String message, Throwable cause) {
    super(message, cause);
    this.exitStatus = exitStatus;
  }

  public static CommandFailure because(String message) {
    return new CommandFailure(FAILED, message, null);
  }

  public static CommandFailure because(String message, Throwable cause) {
    return new CommandFailure(FAILED, message, cause);
  }

  public static CommandFailure misuse(String message) {
    return new CommandFailure(MISUSED, message, null);
  }

  public int exitStatus() {
    return exitStatus;
  }
}
