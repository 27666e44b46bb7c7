package org.steadyboard.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final Machine MACHINE =
      new Machine(2, "a processor", 8, "a system", "a JDK", "PostgreSQL 18.6", "abc1234", 0.1);

  @TempDir Path folder;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Report report =
      new Report(
          "steer",
          Instant.parse("2026-11-24T08:30:00Z"),
          MACHINE,
          new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void figuresArePrintedBesideTheirAims() {
    report.add(new Section("500 pairs", "open loop").figure("p99", 9.5, "ms", Aim.below(8)));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("500 pairs", "open loop")
        .containsPattern("p99 +9\\.50 ms +aim: under 8 +missed");
  }

  @Test
  void theFileSaysWhatWasMeasuredAndOnWhat() throws Exception {
    report.add(new Section("500 pairs", "open loop").figure("p99", 7.5, "ms", Aim.below(8)));

    var file = report.write(folder);

    assertThat(file).hasFileName("steer-2026-11-24T083000.json");
    var json = new JsonObject(Files.readString(file));
    assertThat(json.getJsonObject("on").getString("commit")).isEqualTo("abc1234");
    var figure =
        json.getJsonArray("sections").getJsonObject(0).getJsonArray("figures").getJsonObject(0);
    assertThat(figure.getDouble("value")).isEqualTo(7.5);
    assertThat(figure.getBoolean("reached")).isTrue();
  }

  @Test
  void slowIsSoundAndLostIsNot() {
    report.add(new Section("500 pairs", "open loop").figure("p99", 9.5, "ms", Aim.below(8)));
    assertThat(report.isSound()).isTrue();

    report.add(new Section("500 pairs", "open loop").figure("lost", 1, "", Aim.exactly(0)));
    assertThat(report.isSound()).isFalse();
  }

  @Test
  void theSummaryNamesWhatWasMissed() {
    report.add(new Section("500 pairs", "open loop").figure("lost", 0, "", Aim.exactly(0)));
    assertThat(report.summary()).isEqualTo("steer: 1 aims, all reached");

    report.add(
        new Section("2,000 pairs", "open loop")
            .figure("p99", 9.5, "ms", Aim.below(8))
            .figure("refused", 12, "", Aim.exactly(0)));
    assertThat(report.summary())
        .isEqualTo(
            "steer: 3 aims, 2 missed: p99 9.50 ms instead of under 8 (2,000 pairs);"
                + " refused 12 instead of 0 (2,000 pairs)");
  }
}
