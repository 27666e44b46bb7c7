package org.steadyboard.localhosts.program;

import java.util.List;
import org.steadyboard.localhosts.layout.PartKind;

/** A built service, as a program of one kind: each kind has its own options. */
public sealed interface ServiceProgram permits JvmProgram, NativeProgram {

  /** The command line that serves until it is stopped. */
  List<String> serving();

  /** The command line that does one task and ends, such as {@code create-accounts}. */
  List<String> doing(String task);

  /**
   * A board's window costs memory for as long as it is open, a lesson that is read does not, and
   * files pass through in pieces.
   */
  static String heap(PartKind kind) {
    return switch (kind) {
      case BOARD -> "-Xmx192m";
      case MEDIA -> "-Xmx64m";
      default -> "-Xmx144m";
    };
  }

  /** The heap of a task. */
  String TASK_HEAP = "-Xmx128m";
}
