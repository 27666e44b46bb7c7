package org.steadyboard.bench.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.host.PartStarts.Start;

class PartStartsTest {

  @Test
  void theMedianIsTheOneInTheMiddleOfTimeAndOfWorkEach() {
    var starts = List.of(new Start(900, 1), new Start(300, 3), new Start(400, 2));

    assertThat(PartStarts.median(starts, true)).isEqualTo(400);
    assertThat(PartStarts.median(starts, false)).isEqualTo(2);
  }
}
