package org.steadyboard.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.bench.machine.JvmMemory;

class TallyTest {

  @TempDir Path folder;

  @Test
  void countsByRouteAndStatusAndKeepsTheFirstOffencesOfEach() {
    var tally = new Tally();
    for (var i = 0; i < 5; i++) {
      tally.count(attempt("GET /a", "first" + i), "500", Optional.of("status 500"));
    }
    tally.count(attempt("GET /a", ""), "200", Optional.empty());
    tally.count(attempt("GET /b", ""), "200", Optional.empty());

    assertThat(tally.lines()).containsExactly("GET /a: 200×1 500×5", "GET /b: 200×1");
    assertThat(tally.all()).isEqualTo(7);
    assertThat(tally.with("200")).isEqualTo(2);
    assertThat(tally.offending()).isEqualTo(5);
    assertThat(tally.offences()).hasSize(Tally.MOST_OF_A_ROUTE);
    assertThat(new String(tally.offences().getFirst().attempt().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("first0");
  }

  /** Bytes that no shell would let through as they are. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5, 3_000, 3_001, 50_000})
  void theLineOfAnOffenceSaysTheVeryBytes(int length) throws Exception {
    var bytes = new byte[length];
    for (var i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7);
    }
    var line = new Attempt("GET /a", 8080, bytes, true).again(7, folder);

    assertThat(line).contains("nc -w 10 127.0.0.1 8080").doesNotContain("\n");
    var shell =
        new ProcessBuilder("bash", "-c", line.replace("nc -w 10 127.0.0.1 8080", "cat")).start();
    assertThat(shell.getInputStream().readAllBytes()).isEqualTo(bytes);
  }

  @Test
  void whatEndedAndWhatGrewIsTold() {
    var before = condition(1, 100_000, 20_000);
    assertThat(condition(1, 119_000, 20_000).growthSince(before)).isEqualTo(19);
    assertThat(condition(1, 90_000, 25_000).growthSince(before)).isEqualTo(25);
    assertThat(condition(1, 1, 1).diedSince(before)).isEmpty();
    assertThat(condition(2, 1, 1).diedSince(before)).containsExactly("a/board");
  }

  private static Condition condition(long pid, long resident, long heap) {
    return new Condition(
        Map.of("a/board", pid),
        Map.of("a/board", new JvmMemory(resident, resident, heap)),
        Map.of());
  }

  private static Attempt attempt(String name, String text) {
    return new Attempt(name, 1, text.getBytes(StandardCharsets.UTF_8), true);
  }
}
