package org.steadyboard.bench.benchmark;

import org.steadyboard.bench.report.Report;

/** Something that can be measured by name. */
public interface Benchmark {

  String name();

  /** One line for {@code --list}. */
  String about();

  /** How many hosts it needs. */
  int hosts(Options options);

  /** Measures on hosts that have just started, and adds to {@code report}. */
  void run(Setup setup, Report report) throws Exception;
}
