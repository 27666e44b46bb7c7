package org.steadyboard.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PacerTest {

  @Test
  void eachIsCalledOnceInOrderAndNeverBeforeItsTime() throws Exception {
    var times = new IntendedTimes(System.nanoTime(), 1000);
    var called = new ArrayList<Long>();
    var early = new ArrayList<Long>();

    Pacer.run(
        times,
        50,
        index -> {
          called.add(index);
          if (System.nanoTime() < times.at(index)) {
            early.add(index);
          }
        });

    assertThat(called).containsExactlyElementsOf(LongStream.range(0, 50).boxed().toList());
    assertThat(early).isEmpty();
  }

  @Test
  void whatIsLateIsNotLeftOut() throws Exception {
    var times = new IntendedTimes(System.nanoTime() - 10_000_000_000L, 100);
    var called = new ArrayList<Long>();

    Pacer.run(times, 100, called::add);

    assertThat(called).hasSize(100);
  }
}
