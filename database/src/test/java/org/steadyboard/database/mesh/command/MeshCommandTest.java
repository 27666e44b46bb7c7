package org.steadyboard.database.mesh.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.TestHost;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.TestPostgres;

class MeshCommandTest {

  private static final Map<String, String> PASSWORD =
      Map.of("REPLICATION_PASSWORD", "only-for-tests");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void hostsAreJoinedComparedRepairedAndParted(@TempDir Path folder) throws Exception {
    try (var a = new TestHost("a", folder.resolve("a"));
        var b = new TestHost("b", folder.resolve("b"))) {
      var hosts = Map.of("MESH_HOSTS", "a=" + a.url() + ",b=" + b.url());
      b.execute("insert into board.stage (id, step) values (gen_random_uuid(), 1)");

      assertThat(run(hosts, "join", "a", "b")).isZero();
      assertThat(run(hosts, "compare", "a", "b", "--json")).as("they differ").isEqualTo(1);
      var compared = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
      assertThat(compared.get("equal").asBoolean()).isFalse();
      assertThat(compared.get("tables").findValuesAsText("table")).contains("board.stage");

      assertThat(run(hosts, "repair", "a", "b")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("fetched 1 rows");
      assertThat(run(Map.of(), "compare", "a=" + a.url(), "b=" + b.url())).isZero();
      Eventually.holds(
          "streams run",
          Duration.ofSeconds(15),
          () -> run(hosts, "status", "a", "b", "--json") == 0);
      var status = JsonMapper.builder().build().readTree(out.toString(StandardCharsets.UTF_8));
      assertThat(status.at("/peers/0/receiving").asBoolean()).isTrue();

      assertThat(run(hosts, "rebuild", "b", "a")).isZero();
      assertThat(run(hosts, "leave", "a", "b")).isZero();
      assertThat(run(hosts, "status", "a", "b")).as("no stream").isEqualTo(1);
      b.kill();
      assertThat(run(hosts, "compare", "a", "b")).isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).isNotBlank();
    }
  }

  @Test
  void aDatabaseIsPreparedForItsHost() throws Exception {
    try (var postgres = TestPostgres.start()) {
      var url = postgres.newDatabase();
      var rights = new HashMap<String, String>();
      rights.put("DATABASE_USER", TestPostgres.USER);
      rights.put("DATABASE_PASSWORD", TestPostgres.PASSWORD);
      rights.put("SUPERUSER", "postgres");
      rights.put("SUPERUSER_PASSWORD", "postgres");

      assertThat(run(rights, "prepare-role", "a=" + url)).isZero();
      assertThat(run(rights, "prepare-role", "a=" + url)).as("again").isZero();
      assertThat(run(rights, "prepare-role", "b=" + url)).as("another's").isEqualTo(1);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("belongs to host a");
    }
  }

  @Test
  void whatIsNotSaidRightIsAnsweredWithTheUsage() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(run(Map.of(), "frobnicate")).isEqualTo(2);
    assertThat(run(Map.of(), "compare", "a")).isEqualTo(2);
    assertThat(run(Map.of(), "compare", "a=mysql://x/y", "b=postgresql://h/d")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: java -jar mesh.jar");
    assertThat(Main.run(List.of("status", "a", "b"), Map.of(), stream(out), stream(err)))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("REPLICATION_PASSWORD must be set");
  }

  private int run(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    var all = new HashMap<>(PASSWORD);
    all.putAll(environment);
    return Main.run(Stream.of(arguments).toList(), all, stream(out), stream(err));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
