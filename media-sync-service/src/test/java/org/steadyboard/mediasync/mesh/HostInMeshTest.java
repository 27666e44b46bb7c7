package org.steadyboard.mediasync.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.steadyboard.mediasync.Api.SOON;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.database.mesh.JoinedHosts;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.host.work.Faults;
import org.steadyboard.host.work.Logged;
import org.steadyboard.testkit.Eventually;
import org.steadyboard.testkit.TestPostgres;

/** What goes wrong in us, and what is only away. */
class HostInMeshTest {

  private static final int FAULTS = 3;

  @TempDir private Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void aFaultOfOursIsLoggedOnceAndCountedAndTheHostStaysInTheMesh() throws Exception {
    var asked = new AtomicInteger();
    InstantSource faulty =
        () -> {
          if (asked.incrementAndGet() <= FAULTS) {
            throw new IllegalStateException("a fault");
          }
          return Clock.systemUTC().instant();
        };
    try (var hosts = new JoinedHosts(folder, "a", "b");
        var log = new Logged(Faults.class)) {
      var mesh = inMesh(hosts, faulty.withZone(ZoneOffset.UTC));
      mesh.start(new SchemaReady());
      try {
        Eventually.holds("b is reached", SOON, () -> mesh.view().peers().getFirst().reachable());
        assertThat(counted("mesh-visit")).isEqualTo(FAULTS);
        assertThat(log.inFull()).singleElement().asString().contains("a fault");
        Eventually.holds("a receives", SOON, () -> mesh.view().peers().getFirst().receiving());
        assertThat(counted("mesh-keeper")).isZero();
      } finally {
        mesh.stop(null);
      }
    }
  }

  @Test
  void ourOwnDatabaseIsAwayAndThatIsNoFault() throws Exception {
    try (var hosts = new JoinedHosts(folder, "a", "b");
        var log = new Logged(Faults.class)) {
      var mesh = inMesh(hosts, Clock.systemUTC());
      mesh.start(new SchemaReady());
      try {
        Eventually.holds("a receives", SOON, () -> mesh.view().peers().getFirst().receiving());
        hosts.kill("a");
        Eventually.holds(
            "a receives no longer", SOON, () -> !mesh.view().peers().getFirst().receiving());
        hosts.startAgain("a");
        Eventually.holds("a receives", SOON, () -> mesh.view().peers().getFirst().receiving());
        assertThat(log.inFull()).isEmpty();
        assertThat(counted("mesh-visit") + counted("mesh-keeper")).isZero();
      } finally {
        mesh.stop(null);
      }
    }
  }

  private HostInMesh inMesh(JoinedHosts hosts, Clock clock) {
    var settings =
        new SmallRyeConfigBuilder()
            .withMapping(HostSettings.class)
            .withMapping(ReplicationSettings.class)
            .withDefaultValue("host.id", "a")
            .withDefaultValue("host.slot", "0")
            .withDefaultValue("host.public-url", "https://a.example.org")
            .withDefaultValue("host.session-key", "key")
            .withDefaultValue(
                "media.replication.database-url",
                "postgresql://127.0.0.1:" + hosts.port("a") + "/board")
            .withDefaultValue("media.replication.password", TestPostgres.PASSWORD)
            .withDefaultValue(
                "media.replication.peers",
                "b=postgresql://127.0.0.1:" + hosts.linkPort("b") + "/board")
            .withDefaultValue("media.replication.compare-every", "PT60S")
            .build();
    return new HostInMesh(
        settings.getConfigMapping(HostSettings.class),
        settings.getConfigMapping(ReplicationSettings.class),
        clock,
        meters);
  }

  private double counted(String name) {
    return meters.get(Faults.METER).tag("name", name).counter().count();
  }
}
