package org.steadyboard.bench.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void namesFlagsAndValuesMayBeMixed() {
    var options = Options.parse("steer", "--rate", "500", "--closed", "read");

    assertThat(options.names()).containsExactly("steer", "read");
    assertThat(options.number("rate", 1)).isEqualTo(500);
    assertThat(options.has("closed")).isTrue();
    assertThat(options.number("pairs", 7)).isEqualTo(7);
  }

  @Test
  void whatIsWrongIsNamed() {
    assertThatThrownBy(() -> Options.parse("--rat", "5")).hasMessage("there is no option --rat");
    assertThatThrownBy(() -> Options.parse("--rate")).hasMessage("--rate needs a value");
    assertThatThrownBy(() -> Options.parse("--rate", "fast"))
        .hasMessage("--rate must be a whole number, not fast");
  }
}
