package org.steadyboard.host.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.steadyboard.database.Schema;
import org.steadyboard.host.HostAtTest;
import org.steadyboard.testkit.Sql;

/** What a packaged program does when the schema is of another build than it is. */
public interface KnowsItsSchema {

  /** The host of which this test may change the history of the schema for a moment. */
  HostAtTest ownHost();

  @Test
  default void saysItsSchemaWithoutAnySetting() throws Exception {
    var ended = PackagedProgram.ofThisModule().run(Map.of(), "", "--schema");
    assertThat(ended.out()).containsExactly(Schema.version());
    assertThat(ended.status()).isZero();
  }

  /** Its migrations would be others than those that made the schema: waiting mends nothing. */
  @Test
  default void endsWithOneLineWhenTheSchemaWasMadeByOtherMigrations() throws Exception {
    alter("update migration.history set checksum = checksum + 1 where version = '3'");
    try {
      var ended = PackagedProgram.ofThisModule().run(ownHost().settings(), "");
      assertThat(ended.out())
          .filteredOn(line -> line.contains("ERROR"))
          .singleElement()
          .asString()
          .contains("schema", "version 3", Schema.version())
          .doesNotContain("Exception");
      assertThat(ended.status()).isEqualTo(1);
    } finally {
      alter("update migration.history set checksum = checksum - 1 where version = '3'");
    }
  }

  /** A newer release expands first: this one goes on until it is replaced. */
  @Test
  default void goesOnWithASchemaOfANewerRelease() throws Exception {
    alter(
        """
        insert into migration.history
        select installed_rank + 1, '9999', description, type, 'V9999__later.sql', checksum, installed_by,
               installed_on, execution_time, success
        from migration.history order by installed_rank desc limit 1
        """);
    try (var program = PackagedProgram.ofThisModule().start(ownHost().settings())) {
      assertThat(program.log()).contains("9999", Schema.version());
    } finally {
      alter("delete from migration.history where version = '9999'");
    }
  }

  private void alter(String history) throws SQLException {
    Sql.execute(ownHost().superuser(), history);
  }
}
