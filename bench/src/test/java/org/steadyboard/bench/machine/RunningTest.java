package org.steadyboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RunningTest {

  private final ArrayList<String> stopped = new ArrayList<>();
  private final Running running = new Running();

  private AutoCloseable part(String name) {
    return () -> stopped.add(name);
  }

  @Test
  void theLastIsStoppedFirstAndEachOnce() {
    running.add(part("postgres"));
    running.add(part("service"));

    running.close();
    running.close();

    assertThat(stopped).containsExactly("service", "postgres");
  }

  @Test
  void onePartThatCannotBeStoppedDoesNotKeepTheOthers() {
    running.add(part("postgres"));
    running.add(
        () -> {
          throw new IllegalStateException("stuck");
        });

    running.close();

    assertThat(stopped).containsExactly("postgres");
  }

  @Test
  void whatComesAfterTheEndIsStoppedAtOnce() {
    running.close();

    assertThatThrownBy(() -> running.add(part("late"))).isInstanceOf(IllegalStateException.class);
    assertThat(stopped).containsExactly("late");
  }
}
