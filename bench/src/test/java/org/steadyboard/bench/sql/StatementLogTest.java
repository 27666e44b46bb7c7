package org.steadyboard.bench.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.bench.machine.PostgresAlone;

class StatementLogTest {

  private static final String PREFIX = "2026-11-27 00:33:53.432 UTC [%s] steadyboard@steadyboard ";

  @TempDir Path folder;

  private static String said(String process, String text) {
    return PREFIX.formatted(process) + text;
  }

  @Test
  void parametersAreFilledIn() {
    var lines =
        List.of(
            said("7", "LOG:  execute S_1: select $1, $2"),
            "\twhere $10 is null",
            said("7", "DETAIL:  Parameters: $1 = 'it''s $2', $2 = '5', $10 = NULL"));

    assertThat(StatementLog.statements(lines))
        .containsExactly("select 'it''s $2', '5'\nwhere NULL is null;");
  }

  @Test
  void aDetailOfAnotherProcessIsNotOurs() {
    var lines =
        List.of(
            said("7", "LOG:  execute <unnamed>: select 1"),
            said("8", "DETAIL:  Parameters: $1 = '5'"));

    assertThat(StatementLog.statements(lines)).containsExactly("select 1;");
  }

  @Test
  void whatMayNotBeWholeYetIsLeftOut() {
    assertThat(StatementLog.statements(List.of(said("7", "LOG:  execute S_1: select $1"))))
        .isEmpty();
  }

  @Test
  void otherMessagesAreNoStatements() {
    var lines =
        List.of(
            "2026-11-27 00:33:53.432 UTC [9] @ LOG:  checkpoint starting: time",
            said("7", "LOG:  statement: select 1"),
            said("7", "LOG:  disconnection"));

    assertThat(StatementLog.statements(lines)).isEmpty();
  }

  @Test
  void whatIsAskedByJdbcIsTakenDown() throws Exception {
    try (var alone = PostgresAlone.start(folder);
        var connection = alone.postgres().connect();
        var query = connection.prepareStatement("select ? || ' marked'")) {
      query.setString(1, "one");

      var seen = StatementLog.during(alone.postgres(), "marked", 1, query::execute);

      assertThat(seen).containsExactly("select 'one' || ' marked';");
      assertThat(new JdbcLoad().run(alone.postgres(), seen, 2, 1).perSecond()).isPositive();
    }
  }
}
