package org.steadyboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmMemoryTest {

  @Test
  void theGenerationsOfTheSerialCollectorAreAdded() {
    var info =
        """
        4711:
         DefNew     total 38912K, used 1200K [0x1, 0x2, 0x3)
          eden space 34624K,   3% used [0x1, 0x2, 0x3)
         Tenured    total 86272K, used 30000K [0x1, 0x2, 0x3)
          the  space 86272K,  40% used [0x1, 0x2, 0x3)
         Metaspace       used 60000K, committed 61000K, reserved 1114112K
        """;

    assertThat(JvmMemory.usedHeap(info)).isEqualTo(31_200);
  }

  @Test
  void thisVeryProcessHasSomeOfIt() {
    var memory = JvmMemory.of(ProcessHandle.current());

    assertThat(memory.rssKib()).isPositive();
    assertThat(memory.heapKib()).isPositive();
  }
}
