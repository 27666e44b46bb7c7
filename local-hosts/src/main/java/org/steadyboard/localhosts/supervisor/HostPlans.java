package org.steadyboard.localhosts.supervisor;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.postgres.Database;
import org.steadyboard.localhosts.postgres.PostgresCluster;
import org.steadyboard.localhosts.postgres.PostmasterFile;

/** How the parts of one host are started on this machine. */
public record HostPlans(
    Installation installation, Keys keys, HostPlace place, List<HostPlace> all, HttpClient http) {
  /** A draining service tells its boards to move and lets requests end. */
  private static final Duration DRAINING = Duration.ofSeconds(10);

  /** A service in training writes its cache when it ends. */
  private static final Duration TRAINING_END = Duration.ofSeconds(90);

  private static final Duration DATABASE_SHUTDOWN = Duration.ofSeconds(30);
  private static final Duration INGRESS_SHUTDOWN = Duration.ofSeconds(3);

  /** What a busy moment took, an import say, goes back to the machine after it. */
  private static final List<String> SMALL_JVM =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms32m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-XX:TrimNativeHeapInterval=10000",
          "-XX:+ExitOnOutOfMemoryError");

  public PartPlan postgres(PostgresCluster cluster, Database database) {
    return new PartPlan(
        place.name(),
        PartKind.POSTGRES,
        cluster.command(),
        Map.of(),
        place.log(PartKind.POSTGRES),
        "127.0.0.1:" + place.port(PartKind.POSTGRES),
        () -> PostmasterFile.removeIfStale(place.postgresData()),
        database::answers,
        true,
        DATABASE_SHUTDOWN);
  }

  public PartPlan service(PartKind kind) {
    return http(
        kind,
        program(
            kind,
            List.of(heap(kind), compiler(kind)),
            installation.training()
                ? "-XX:AOTCacheOutput=" + installation.cacheInTraining(kind)
                : "-XX:AOTCache=" + installation.cache(kind)),
        new ServiceSettings(place, all, keys).environment(kind),
        "/q/health/ready",
        installation.training() ? TRAINING_END : DRAINING);
  }

  /** A board's window costs memory for as long as it is open, a lesson that is read does not. */
  private static String heap(PartKind kind) {
    return kind == PartKind.BOARD ? "-Xmx192m" : "-Xmx144m";
  }

  public PartPlan ingress() {
    return http(
        PartKind.INGRESS,
        java(
            List.of(
                "-Xmx96m",
                // Netty reaches for memory in ways that the JVM otherwise warns of.
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                installation.self().toString(),
                "org.steadyboard.localhosts.ingress.IngressMain")),
        IngressSettings.environment(installation, place, all),
        "/hosts.json",
        INGRESS_SHUTDOWN);
  }

  /** Runs a command of lesson-service and ends, instead of serving. */
  public List<String> lessonCommand(String command) {
    var cache = "-XX:AOTCache=" + installation.cache(PartKind.LESSON);
    var words = program(PartKind.LESSON, List.of("-Xmx128m", compiler(PartKind.LESSON)), cache);
    words.add(command);
    return words;
  }

  /**
   * A board-service that has just started is met by a whole school at once, and must greet it at
   * once. The second compiler would take the processors for itself just then: measured on two, a
   * rolling restart stopped classes for seconds (docs/performance.md). What it gives later, a fifth
   * more clicks a second, nobody needs. Lessons that are read gain much more by it.
   */
  private static String compiler(PartKind kind) {
    return kind == PartKind.BOARD ? "-XX:TieredStopAtLevel=1" : "-XX:TieredStopAtLevel=4";
  }

  private List<String> program(PartKind kind, List<String> options, String cacheOption) {
    var words = new ArrayList<>(options);
    words.addAll(
        List.of(
            cacheOption,
            // A cache that cannot be used is no news: the service starts without.
            "-Xlog:aot*=off,cds*=off",
            "-jar",
            installation.service(kind).toString()));
    return java(words);
  }

  private PartPlan http(
      PartKind kind,
      List<String> command,
      Map<String, String> environment,
      String readyPath,
      Duration grace) {
    return new PartPlan(
        place.name(),
        kind,
        command,
        environment,
        place.log(kind),
        place.loopbackUrl(kind),
        () -> {},
        new HttpReadiness(http, URI.create(place.loopbackUrl(kind) + readyPath)),
        false,
        grace);
  }

  private List<String> java(List<String> rest) {
    var command = new ArrayList<String>();
    command.add(installation.java().toString());
    command.addAll(SMALL_JVM);
    command.addAll(rest);
    return command;
  }
}
