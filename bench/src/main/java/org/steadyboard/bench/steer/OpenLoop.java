package org.steadyboard.bench.steer;

import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.steadyboard.bench.timing.IntendedTimes;
import org.steadyboard.bench.timing.LatenciesOverTime;
import org.steadyboard.bench.timing.Pacer;

/**
 * Teachers who click at times that do not depend on how fast the host is. Each has a turn before
 * anybody has the next, in an order that the seed fixes.
 *
 * @param warmupSeconds that come first, at the same rate, and are not counted
 */
record OpenLoop(int perSecond, int warmupSeconds, int seconds) {

  private static final long SEED = 20_261_124;
  private static final long HEAD_START_NANOS = 50_000_000;

  /** Runs it to the end; returns when all that was clicked is answered and shown. */
  void run(Classroom classroom) throws InterruptedException {
    run(classroom, Duration.ofDays(1));
  }

  /**
   * The same; tells besides how long changes took in each {@code window} since warming up ended.
   */
  LatenciesOverTime run(Classroom classroom, Duration window) throws InterruptedException {
    var pairs = classroom.pairs();
    var turns = IntStream.range(0, pairs.size()).boxed().collect(Collectors.toList());
    Collections.shuffle(turns, new Random(SEED));
    // Or else what earlier runs left behind is collected in the middle of this one, and counted.
    System.gc();
    var times = new IntendedTimes(System.nanoTime() + HEAD_START_NANOS, perSecond);
    var warmup = times.within(warmupSeconds);
    var overTime = new LatenciesOverTime(times.at(warmup), window);
    classroom.sockets().onLoop(() -> classroom.tally().watch(overTime));
    Pacer.run(
        times,
        warmup + times.within(seconds),
        index -> {
          var pair = pairs.get(turns.get((int) (index % pairs.size())));
          classroom.sockets().onLoop(() -> pair.click(times.at(index), index >= warmup));
        });
    classroom.settle();
    classroom.sockets().ask(classroom::giveUp);
    return overTime;
  }
}
