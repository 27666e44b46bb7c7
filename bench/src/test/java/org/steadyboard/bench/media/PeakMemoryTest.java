package org.steadyboard.bench.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;

class PeakMemoryTest {

  @Test
  void itIsTheHighWaterMarkOfWhatIsResident() {
    assertThat(PeakMemory.kib("VmPeak:\t 9000 kB\nVmHWM:\t  1234 kB\nVmRSS:\t 1000 kB\n"))
        .isEqualTo(1234);
  }

  @Test
  void otherWordsAreRefused() {
    assertThatThrownBy(() -> PeakMemory.kib("VmRSS: 1 kB\n")).isInstanceOf(BenchFailure.class);
  }
}
