package org.steadyboard.bench.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.bench.machine.Postgres;

class StatementLogTest {

  private static final int ANY_FREE_PORT_IN_OUR_RANGE = 8795;

  @TempDir Path folder;

  @Test
  void parametersAreFilledIn() {
    var line =
        new JsonObject()
            .put("message", "execute S_1: select $1, $2\nwhere $10 is null")
            .put("detail", "Parameters: $1 = 'it''s $2', $2 = '5', $10 = NULL");

    assertThat(StatementLog.statement(line))
        .contains("select 'it''s $2', '5'\nwhere NULL is null;");
  }

  @Test
  void otherMessagesAreNoStatements() {
    var line = new JsonObject().put("message", "checkpoint starting: time");

    assertThat(StatementLog.statement(line)).isEmpty();
  }

  @Test
  void whatIsAskedByJdbcIsTakenDown() throws Exception {
    try (var postgres = Postgres.start(folder, ANY_FREE_PORT_IN_OUR_RANGE);
        var connection = postgres.connect();
        var query = connection.prepareStatement("select ? || ' marked'")) {
      query.setString(1, "one");

      var seen = StatementLog.during(postgres, "marked", 1, query::execute);

      assertThat(seen).containsExactly("select 'one' || ' marked';");
      assertThat(new JdbcLoad().run(postgres, seen, 2, 1).perSecond()).isPositive();
    }
  }
}
