package org.steadyboard.localhosts.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.steadyboard.localhosts.link.Pair;
import org.steadyboard.localhosts.link.Way;
import org.steadyboard.localhosts.mesh.Equality;
import org.steadyboard.localhosts.mesh.MediaShare;
import org.steadyboard.localhosts.mesh.PeerReport;
import org.steadyboard.localhosts.mesh.Replication;

class StatusTest {
  private static final long MIB = 1024 * 1024;

  private static final PartStatus BOARD =
      new PartStatus(
          "board",
          "running",
          OptionalLong.of(12),
          OptionalLong.of(180 * MIB),
          "http://127.0.0.1:8082",
          2);

  private static final PartStatus LESSON =
      new PartStatus(
          "lesson",
          "stopped",
          OptionalLong.empty(),
          OptionalLong.empty(),
          "http://127.0.0.1:8081",
          0);

  private final SetStatus alone =
      new SetStatus(
          "ready",
          99,
          "/data",
          List.of(
              new HostStatus(
                  "a",
                  "http://localhost:8080",
                  List.of(BOARD, LESSON),
                  OptionalLong.of(9 * MIB),
                  Replication.NONE)),
          List.of(),
          List.of(),
          List.of());

  private final SetStatus three =
      new SetStatus(
          "ready",
          99,
          "/data",
          List.of(
              host(
                  "a",
                  new PeerReport(
                      "b",
                      true,
                      Optional.of(0L),
                      Optional.of("reserved"),
                      0,
                      3,
                      Optional.of(0.04),
                      false)),
              host(
                  "b",
                  new PeerReport(
                      "a",
                      false,
                      Optional.of(3 * MIB),
                      Optional.of("lost"),
                      2,
                      0,
                      Optional.of(-731.2),
                      true)),
              new HostStatus(
                  "c",
                  "http://localhost:8100",
                  List.of(LESSON),
                  OptionalLong.empty(),
                  new Replication(
                      List.of(), Optional.of("no answer within 10 s"), Optional.empty()))),
          List.of(Pair.of("b", "a")),
          List.of(new Way("c", "a")),
          List.of(
              new Equality("a", "b", 12, List.of(), Optional.empty()),
              new Equality(
                  "a",
                  "b",
                  12,
                  List.of(
                      new Equality.Difference("lesson.page", 2, 1, 0),
                      new Equality.Difference("board.stage", 0, 0, 4)),
                  Optional.empty()),
              new Equality(
                  "c", "a", 0, List.of(), Optional.of("Postgres of host c is not running"))));

  private static HostStatus host(String id, PeerReport peer) {
    return new HostStatus(
        id,
        "http://localhost:8080",
        List.of(BOARD),
        OptionalLong.of(9 * MIB),
        new Replication(
            List.of(peer),
            Optional.empty(),
            Optional.of(
                id.equals("a")
                    ? new MediaShare(120, 0, 0, List.of())
                    : new MediaShare(
                        120, 7, 5 * MIB, List.of("disk-nearly-full", "rotten-file")))));
  }

  @Test
  void aPersonSeesEveryPart() {
    assertThat(StatusTable.render(alone))
        .isEqualTo(
            """
            Ready, data in /data

            Host a  http://localhost:8080  memory 180 MiB, database 9 MiB
              part      state          pid    memory  address
              board     running         12   180 MiB  http://127.0.0.1:8082    restarted 2×
              lesson    stopped          -         -  http://127.0.0.1:8081
            """);
  }

  @Test
  void aPersonSeesHowTheHostsStandToEachOther() {
    assertThat(StatusTable.render(three))
        .endsWith(
            """

            Replication
              host   peer   receiving      unsent  slot         errors  conflicts  peer's clock
              a      b      yes               0 B  reserved          0          3  +0.0 ms
              b      a      NO           3072 KiB  lost              2          0  -731.2 ms ALARM: set the clocks
              c      no answer within 10 s

            Links      CUT between a and b; from c to a
            Equality   a and b are equal in all 12 tables
            Equality   a and b differ in 2 of 12 tables
                         lesson.page: 1 newer on a, 2 newer on b
                         board.stage: 0 newer on a, 0 newer on b, 4 CONTRADICTING
            Equality   not known of c and a: Postgres of host c is not running
            Media      a holds all 120 files
            Media      b lacks 7 of 120 files, 5120 KiB  ALARM: disk-nearly-full, rotten-file
            """);
  }

  @Test
  void jsonLeavesOutWhatIsNotKnown() {
    JsonObject json = alone.toJson();
    JsonObject host = json.getJsonArray("hosts").getJsonObject(0);

    assertThat(json.getBoolean("running")).isTrue();
    assertThat(host.getLong("databaseBytes")).isEqualTo(9 * MIB);
    assertThat(host.getLong("memoryBytes")).isEqualTo(180 * MIB);
    assertThat(host.getJsonArray("parts").getJsonObject(0).getLong("pid")).isEqualTo(12);
    assertThat(host.getJsonArray("parts").getJsonObject(1).containsKey("pid")).isFalse();
  }

  @Test
  void jsonSaysHowTheHostsStandToEachOther() {
    JsonObject json = three.toJson();

    assertThat(
            json.getJsonArray("hosts")
                .getJsonObject(1)
                .getJsonObject("replication")
                .getJsonArray("peers")
                .getJsonObject(0))
        .isEqualTo(
            new JsonObject(
                """
                {"id":"a","receiving":false,"waitingBytes":3145728,"slot":"lost","applyErrors":2,
                 "conflicts":0,"clockSkewMillis":-731.2,"clockSkewAlarm":true}
                """));
    assertThat(
            json.getJsonArray("hosts")
                .getJsonObject(1)
                .getJsonObject("replication")
                .getJsonObject("media"))
        .isEqualTo(
            new JsonObject(
                """
                {"named":120,"missing":7,"missingBytes":5242880,
                 "alarms":["disk-nearly-full","rotten-file"]}
                """));
    assertThat(json.getJsonArray("cuts").encode()).isEqualTo("[[\"a\",\"b\"]]");
    assertThat(json.getJsonArray("oneWayCuts").encode()).isEqualTo("[[\"c\",\"a\"]]");
    assertThat(json.getJsonArray("equality").encode())
        .isEqualTo(
            """
            [{"hosts":["a","b"],"equal":true,"compared":12,"tables":[]},\
            {"hosts":["a","b"],"equal":false,"compared":12,"tables":[\
            {"name":"lesson.page","behind":2,"ahead":1,"contradicting":0},\
            {"name":"board.stage","behind":0,"ahead":0,"contradicting":4}]},\
            {"hosts":["c","a"],"problem":"Postgres of host c is not running","tables":[]}]""");
  }

  @Test
  void statusSurvivesTheWayToTheCommand() {
    assertThat(SetStatus.fromJson(new JsonObject(alone.toJson().encode()))).isEqualTo(alone);
    assertThat(SetStatus.fromJson(new JsonObject(three.toJson().encode()))).isEqualTo(three);
  }

  @Test
  void nothingRunningIsSaidPlainly() {
    assertThat(SetStatus.down("/data").toJson().encode())
        .isEqualTo(
            "{\"running\":false,\"phase\":\"down\",\"data\":\"/data\",\"hosts\":[],\"cuts\":[],\"oneWayCuts\":[],\"equality\":[]}");
  }
}
