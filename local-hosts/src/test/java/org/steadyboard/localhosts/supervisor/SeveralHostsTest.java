package org.steadyboard.localhosts.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.link.Links;
import org.steadyboard.localhosts.mesh.Equality;
import org.steadyboard.localhosts.mesh.LocalMesh;
import org.steadyboard.localhosts.mesh.Replication;
import org.steadyboard.localhosts.postgres.Database;
import org.steadyboard.localhosts.postgres.PostgresCluster;
import org.steadyboard.localhosts.postgres.PostgresPrograms;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.testkit.Eventually;

/** The databases of several hosts, real ones, over real links; the services are left out. */
class SeveralHostsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private DataFolder data;
  private Keys keys;
  private int firstPort;
  private Supervisor running;

  /** What was done while the services started: whether it found the database there. */
  private volatile boolean alongside;

  @BeforeEach
  void make() throws IOException {
    data = new DataFolder(folder);
    keys = Keys.loadOrCreate(data.keys());
    firstPort = freeRange();
  }

  @AfterEach
  void stopAll() throws IOException {
    stop();
    timer.shutdownNow();
  }

  private static int freeRange() {
    for (int first = 21_000; ; first += 100) {
      try {
        for (int port = first; port < first + LinkPlace.PORTS_PER_SET; port++) {
          new ServerSocket(port).close();
        }
        return first;
      } catch (IOException taken) {
        // The next hundred.
      }
    }
  }

  private void start(int count) throws IOException, InterruptedException {
    List<HostPlace> places = data.places(count, firstPort);
    var programs = PostgresPrograms.unpackedIn(Path.of("target"));
    var register = new ProcessRegister(data.processes());
    var hosts = new ArrayList<LocalHost>();
    for (HostPlace place : places) {
      var cluster = new PostgresCluster(programs, place);
      var database = new Database(place.port(PartKind.POSTGRES), keys);
      var plan = new HostPlans(null, keys, place, places, null).postgres(cluster, database);
      hosts.add(new LocalHost(cluster, database, List.of(new Part(plan, register, timer))));
    }
    running =
        new Supervisor(
            data, hosts, new LocalMesh(places, keys), Links.open(LinkPlace.between(places)));
    running.start(line -> {}, () -> alongside = running.host("a").database().bytes().isPresent());
  }

  private void stop() throws IOException {
    if (running != null) {
      running.stop();
      running.close();
      running = null;
    }
  }

  private void addCourse(String host, String title) throws SQLException {
    execute(
        host,
        "insert into lesson.node (id, kind, title, rank, language, tags)"
            + " values (gen_random_uuid(), 'course', '%s', 'm', 'en', '{}')".formatted(title));
  }

  private void execute(String host, String sql) throws SQLException {
    try (var connection = connect(host);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Connection connect(String host) throws SQLException {
    int port = running.host(host).place().port(PartKind.POSTGRES);
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + Database.NAME;
    return DriverManager.getConnection(url, Database.OWNER, keys.databasePassword());
  }

  private List<Equality> awaitEquality(Optional<Boolean> wanted) {
    return Eventually.answers(
        "equality is " + wanted,
        LIMIT,
        () -> running.status().equality(),
        seen -> seen.stream().allMatch(pair -> pair.equal().equals(wanted)));
  }

  @Test
  void aCutIsSeenInTheStatusAndTheHostsAreEqualAfterTheHeal() throws Exception {
    start(2);
    assertThat(alongside).isTrue();
    assertThat(running.status().hosts())
        .allSatisfy(
            host ->
                assertThat(host.replication().peers())
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.receiving()).isTrue()));

    running.cut("b", "a");
    addCourse("a", "Only on a");
    addCourse("b", "Only on b");
    List<Equality> cut = awaitEquality(Optional.of(false));
    assertThat(cut.getFirst().differing())
        .contains(new Equality.Difference("lesson.node", 1, 1, 0));
    assertThat(running.status().cuts()).hasToString("[a and b]");

    running.heal("a", "b");
    awaitEquality(Optional.of(true));
    assertThat(running.status().cuts()).isEmpty();
  }

  @Test
  void aOneWayCutHoldsBackWhatOneHostSendsAndIsHealed() throws Exception {
    start(2);
    running.cutOneWay("b", "a");
    assertThat(running.status().oneWayCuts()).hasToString("[from b to a]");
    assertThat(running.status().cuts()).isEmpty();
    addCourse("b", "Only on b");
    awaitEquality(Optional.of(false));
    assertThatThrownBy(() -> running.rebuild("b")).hasMessageContaining("nothing was changed");

    running.heal("a", "b");
    awaitEquality(Optional.of(true));
    assertThat(running.status().oneWayCuts()).isEmpty();
  }

  @Test
  void aFrozenDatabaseKeepsEveryoneWaitingAndGoesOn() throws Exception {
    start(2);
    LocalHost b = running.host("b");
    try (var open = connect("b");
        var statement = open.createStatement()) {
      b.freeze(Optional.of(PartKind.POSTGRES));
      var asking =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return statement.execute("select 1");
                } catch (SQLException e) {
                  throw new CompletionException(e);
                }
              });
      assertThatThrownBy(() -> asking.get(500, TimeUnit.MILLISECONDS))
          .as("an open connection hears nothing")
          .isInstanceOf(TimeoutException.class);
      assertThat(b.database().answers()).as("nor does a new one").isFalse();
      assertThat(b.status(Replication.NONE).parts())
          .singleElement()
          .satisfies(part -> assertThat(part.state()).isEqualTo("frozen"));
      addCourse("a", "While b is frozen");

      b.thaw(Optional.of(PartKind.POSTGRES));
      assertThat(asking.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }
    awaitEquality(Optional.of(true));

    b.freeze(Optional.empty());
    stop();
    start(2);
    awaitEquality(Optional.of(true));
  }

  @Test
  void hostsComeAndGoBetweenTwoRunsOnTheSameData() throws Exception {
    start(2);
    addCourse("a", "With two hosts");
    awaitEquality(Optional.of(true));
    stop();

    start(1);
    addCourse("a", "With one host");
    assertThat(running.status().equality()).isEmpty();
    stop();

    start(3);
    awaitEquality(Optional.of(true));
    addCourse("c", "With three hosts");
    awaitEquality(Optional.of(true));
    assertThat(running.status().equality()).hasSize(2);
  }

  @Test
  void aHostIsMadeAnewFromItsPeerAndGoesOnReceivingAndSending() throws Exception {
    start(2);
    addCourse("a", "Before");
    awaitEquality(Optional.of(true));

    running.rebuild("b");
    awaitEquality(Optional.of(true));
    addCourse("a", "From a afterwards");
    addCourse("b", "From b afterwards");
    awaitEquality(Optional.of(true));
  }

  @Test
  void aHostIsNotRemovedWhenNothingIsThereToMakeItFrom() throws Exception {
    start(2);
    addCourse("b", "Dear");
    running.cut("a", "b");
    assertThatThrownBy(() -> running.rebuild("b"))
        .hasMessageContaining("no other host can be reached")
        .hasMessageContaining("nothing was changed");
    running.heal("a", "b");
    running.host("a").kill(Optional.empty());
    assertThatThrownBy(() -> running.rebuild("b")).hasMessageContaining("nothing was changed");

    assertThat(running.status().equality())
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.equal()).isEmpty();
              assertThat(pair.problem()).hasValue("Postgres of host a is not running");
            });
    running.host("a").start();
    awaitEquality(Optional.of(true));
  }
}
