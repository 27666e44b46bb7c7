package org.steadyboard.bench.steer;

import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Section;

/**
 * Whether what was promised was kept.
 *
 * @param lost boards that do not show the last change that was acknowledged to their teacher
 * @param unanswered changes with neither "done" nor "refused"
 * @param overtaken changes that a board never showed, because a newer one came first
 */
record Verdict(long lost, long unanswered, long refused, long disconnected, long overtaken) {

  void writeTo(Section section) {
    section
        .figure("lost", lost, "", Aim.exactly(0))
        .figure("unanswered", unanswered, "", Aim.exactly(0))
        .figure("refused", refused, "", Aim.exactly(0))
        .figure("connections lost", disconnected, "", Aim.exactly(0))
        .figure("overtaken before they were shown", overtaken, "");
  }
}
