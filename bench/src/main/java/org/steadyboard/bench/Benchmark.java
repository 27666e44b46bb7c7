package org.steadyboard.bench;

import org.steadyboard.bench.report.Report;

/** Something that can be measured by name. */
public interface Benchmark {

  String name();

  /** One line for {@code --list}. */
  String about();

  /** Brings up what it needs, measures, and adds to {@code report}. What runs is stopped for it. */
  void run(Setup setup, Report report) throws Exception;
}
