package org.steadyboard.localhosts.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StatusTest {
  private static final long MIB = 1024 * 1024;
  private final SetStatus set =
      new SetStatus(
          "ready",
          99,
          "/data",
          List.of(
              new HostStatus(
                  "a",
                  "http://localhost:8080",
                  List.of(
                      new PartStatus(
                          "board",
                          "running",
                          OptionalLong.of(12),
                          OptionalLong.of(180 * MIB),
                          "http://127.0.0.1:8082",
                          2),
                      new PartStatus(
                          "lesson",
                          "stopped",
                          OptionalLong.empty(),
                          OptionalLong.empty(),
                          "http://127.0.0.1:8081",
                          0)),
                  OptionalLong.of(9 * MIB))));

  @Test
  void aPersonSeesEveryPart() {
    assertThat(StatusTable.render(set))
        .isEqualTo(
            """
            Ready, data in /data

            Host a  http://localhost:8080  database 9 MiB
              part      state          pid    memory  address
              board     running         12   180 MiB  http://127.0.0.1:8082    restarted 2×
              lesson    stopped          -         -  http://127.0.0.1:8081
            """);
  }

  @Test
  void jsonLeavesOutWhatIsNotKnown() {
    JsonObject json = set.toJson();
    JsonObject host = json.getJsonArray("hosts").getJsonObject(0);

    assertThat(json.getBoolean("running")).isTrue();
    assertThat(host.getLong("databaseBytes")).isEqualTo(9 * MIB);
    assertThat(host.getJsonArray("parts").getJsonObject(0).getLong("pid")).isEqualTo(12);
    assertThat(host.getJsonArray("parts").getJsonObject(1).containsKey("pid")).isFalse();
  }

  @Test
  void statusSurvivesTheWayToTheCommand() {
    assertThat(SetStatus.fromJson(new JsonObject(set.toJson().encode()))).isEqualTo(set);
  }

  @Test
  void nothingRunningIsSaidPlainly() {
    assertThat(SetStatus.down("/data").toJson().encode())
        .isEqualTo("{\"running\":false,\"phase\":\"down\",\"data\":\"/data\",\"hosts\":[]}");
  }
}
