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
import org.steadyboard.localhosts.program.Programs;
import org.steadyboard.localhosts.program.SmallJvm;

/** How the parts of one host are started on this machine. */
public record HostPlans(
    Programs programs, Keys keys, HostPlace place, List<HostPlace> all, HttpClient http) {
  /** A draining service tells its boards to move and lets requests end. */
  private static final Duration DRAINING = Duration.ofSeconds(10);

  /** A part in training writes its cache when it ends. */
  private static final Duration TRAINING_END = Duration.ofSeconds(90);

  private static final Duration DATABASE_SHUTDOWN = Duration.ofSeconds(30);
  private static final Duration INGRESS_SHUTDOWN = Duration.ofSeconds(3);

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
        programs.of(place.name(), kind).serving(),
        new ServiceSettings(place, all, keys).environment(kind),
        "/q/health/ready",
        installation().training() ? TRAINING_END : DRAINING);
  }

  public PartPlan ingress() {
    return http(
        PartKind.INGRESS,
        ingressCommand(),
        IngressSettings.environment(installation(), place, all),
        "/hosts.json",
        installation().training() ? TRAINING_END : INGRESS_SHUTDOWN);
  }

  private List<String> ingressCommand() {
    var command = new ArrayList<String>();
    command.add(installation().java().toString());
    command.addAll(
        SmallJvm.options(
            "-Xmx96m",
            installation().training()
                ? "-XX:AOTCacheOutput=" + installation().cacheInTraining(PartKind.INGRESS)
                : "-XX:AOTCache=" + installation().cache(PartKind.INGRESS),
            Installation.QUIET_CACHE,
            // Netty reaches for memory in ways that the JVM otherwise warns of.
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-cp",
            installation().self().toString(),
            "org.steadyboard.localhosts.ingress.IngressMain"));
    return command;
  }

  /** Does a task of lesson-service and ends, instead of serving. */
  public List<String> lessonCommand(String task) {
    return programs.of(place.name(), PartKind.LESSON).doing(task);
  }

  private Installation installation() {
    return programs.installation();
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
}
