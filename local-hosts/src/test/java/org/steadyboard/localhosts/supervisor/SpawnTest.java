package org.steadyboard.localhosts.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpawnTest {
  @Test
  void aStraySettingOfTheCallerDoesNotReachAPart() {
    var builder = new ProcessBuilder("true");
    builder.environment().put("DATABASE_URL", "elsewhere");
    builder.environment().put("QUARKUS_HTTP_PORT", "1");
    Spawn.setEnvironment(builder, Map.of("HOST_ID", "a"));

    assertThat(builder.environment())
        .containsEntry("HOST_ID", "a")
        .containsKey("PATH")
        .doesNotContainKeys("DATABASE_URL", "QUARKUS_HTTP_PORT");
  }
}
