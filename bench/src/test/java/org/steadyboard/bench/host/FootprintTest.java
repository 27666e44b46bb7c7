package org.steadyboard.bench.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.localhosts.layout.PartKind;

class FootprintTest {

  private static final String ROLLUP =
      """
      62d5e8f1c000-7ffd0b5f1000 ---p 00000000 00:00 0      [rollup]
      Rss:              229360 kB
      Pss:              201100 kB
      Pss_Dirty:        182200 kB
      Pss_Anon:         182168 kB
      Pss_File:          18932 kB
      Anonymous:        182170 kB
      """;

  @Test
  void ofOneProcessAllCountsAlsoWhatItShares() {
    assertThat(Footprint.alone(ROLLUP)).isEqualTo(new Footprint(229_360, 182_170));
  }

  @Test
  void inAFamilyEachCountsItsShare() {
    assertThat(Footprint.share(ROLLUP)).isEqualTo(new Footprint(201_100, 182_168));
  }

  @Test
  void otherWordsAreRefused() {
    assertThatThrownBy(() -> Footprint.alone("Rss: 1 kB\n"))
        .isInstanceOf(BenchFailure.class)
        .hasMessage("smaps_rollup has no line Anonymous");
  }

  @Test
  void thisVeryProcessHasSome() {
    var memory = Footprint.of(ProcessHandle.current());

    assertThat(memory.anonymousKib()).isPositive();
    assertThat(memory.residentKib()).isGreaterThanOrEqualTo(memory.anonymousKib());
  }

  @Test
  void growthIsSharedByTheBoards() {
    var before = new HostMemory(Map.of(PartKind.BOARD, new Footprint(100_000, 0)));
    var after = new HostMemory(Map.of(PartKind.BOARD, new Footprint(112_000, 0)));

    assertThat(after.kibForEach(PartKind.BOARD, before, 1_000)).isEqualTo(12);
  }
}
