package org.steadyboard.localhosts.supervisor;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.steadyboard.localhosts.control.ControlAddress;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.link.Links;
import org.steadyboard.localhosts.mesh.LocalMesh;
import org.steadyboard.localhosts.postgres.Database;
import org.steadyboard.localhosts.postgres.PostgresCluster;
import org.steadyboard.localhosts.postgres.PostgresPrograms;
import org.steadyboard.localhosts.process.ProcessRegister;
import org.steadyboard.localhosts.program.Programs;

/**
 * A supervisor with everything around it: the control port, the lifeline and the hosts themselves.
 */
public final class RunningSet implements Closeable {
  private final DataFolder data;
  private final List<HostPlans> plans;
  private final Supervisor supervisor;
  private final ControlServer control;
  private final Lifeline lifeline;
  private boolean closed;

  private RunningSet(
      DataFolder data,
      List<HostPlans> plans,
      Supervisor supervisor,
      ControlServer control,
      Lifeline lifeline) {
    this.data = data;
    this.plans = plans;
    this.supervisor = supervisor;
    this.control = control;
    this.lifeline = lifeline;
  }

  /** Prepares everything and starts no part yet. The caller holds the data folder's lock. */
  public static RunningSet open(Programs programs, DataFolder data, List<HostPlace> places)
      throws IOException {
    Keys keys = Keys.loadOrCreate(data.keys());
    var postgres = PostgresPrograms.unpackedIn(programs.installation().unpacked());
    List<PostgresCluster> clusters =
        places.stream().map(place -> new PostgresCluster(postgres, place)).toList();
    for (PostgresCluster cluster : clusters) {
      cluster.requireOurVersion();
    }
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    List<HostPlans> plans =
        places.stream().map(place -> new HostPlans(programs, keys, place, places, http)).toList();
    var register = new ProcessRegister(data.processes());
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("restart").factory());
    List<LocalHost> hosts =
        Stream.iterate(0, i -> i < plans.size(), i -> i + 1)
            .map(i -> host(plans.get(i), clusters.get(i), keys, register, timer))
            .toList();
    var supervisor =
        new Supervisor(
            data, hosts, new LocalMesh(places, keys), Links.open(LinkPlace.between(places)));
    String token = Keys.random();
    int controlPort = places.getFirst().firstPort() + DataFolder.CONTROL_PORT_OFFSET;
    var control =
        ControlServer.start(
            controlPort, token, supervisor, () -> Thread.ofPlatform().start(() -> System.exit(0)));
    new ControlAddress(control.port(), token, ProcessHandle.current().pid()).write(data);
    return new RunningSet(
        data, plans, supervisor, control, Lifeline.start(programs.installation(), data));
  }

  private static LocalHost host(
      HostPlans plans,
      PostgresCluster cluster,
      Keys keys,
      ProcessRegister register,
      ScheduledExecutorService timer) {
    var database = new Database(plans.place().port(PartKind.POSTGRES), keys);
    List<Part> parts =
        Stream.of(
                Stream.of(plans.postgres(cluster, database)),
                PartKind.SERVICES.stream().map(plans::service),
                Stream.of(plans.ingress()))
            .flatMap(some -> some)
            .map(plan -> new Part(plan, register, timer))
            .toList();
    return new LocalHost(cluster, database, parts);
  }

  /** Starts every host and returns when all are ready, and what goes alongside is done. */
  public void start(Consumer<String> say, Alongside alongside)
      throws IOException, InterruptedException {
    supervisor.start(say, alongside);
  }

  public void ready() {
    supervisor.ready();
  }

  /** The first host: where what all hosts share is made. */
  public HostPlans firstHost() {
    return plans.getFirst();
  }

  /** Stops everything and leaves no process behind. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    supervisor.stop();
    lifeline.close();
    // What is left now is no part: a command that was cut short, such as the making of the
    // accounts.
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    try {
      supervisor.close();
      Files.deleteIfExists(data.control());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      control.close();
    }
  }
}
