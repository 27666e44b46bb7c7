package org.steadyboard.bench.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.report.Figure;
import org.steadyboard.bench.report.Section;

class SpreadingTest {

  @Test
  void theMedianIsTheMiddleOne() {
    assertThat(Spreading.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Spreading.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    assertThat(Spreading.median(List.of(7.0))).isEqualTo(7);
  }

  @Test
  void threeTimesCsync2IsReachedAndLessIsNot() {
    assertThat(missed(new Csync(), 9, 3)).isFalse();
    assertThat(missed(new Csync(), 8.9, 3)).isTrue();
  }

  @Test
  void weMustNotBeSlowerThanRsync() {
    assertThat(missed(new Rsync(), 3, 3)).isFalse();
    assertThat(missed(new Rsync(), 2.9, 3)).isTrue();
  }

  @Test
  void weMayTakeTwiceAsLongAsACopy() {
    assertThat(missed(new Copy(), 1.5, 3)).isFalse();
    assertThat(missed(new Copy(), 1.4, 3)).isTrue();
  }

  private static boolean missed(Carrier carrier, double theirs, double ours) {
    var section = new Section("x", "y");
    Spreading.compare(section, carrier, theirs, ours);
    assertThat(section.figures())
        .singleElement()
        .extracting(Figure::value)
        .isEqualTo(theirs / ours);
    return section.figures().getFirst().isMissed();
  }
}
