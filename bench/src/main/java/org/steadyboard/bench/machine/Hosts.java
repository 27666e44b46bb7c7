package org.steadyboard.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.localhosts.control.ControlClient;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.FolderTree;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.LinkPlace;

/**
 * Whole hosts as {@code ./steadyboard up} starts them, so that what is measured is the product with
 * its own settings: in a data folder of the bench's own, which begins empty, and under a supervisor
 * of their own, which carries the links between them.
 */
public final class Hosts implements AutoCloseable {

  private static final Duration CATCH_UP = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  private static final List<String> SMALL_JVM = List.of("-XX:+UseSerialGC", "-Xmx64m");

  private final Place place;
  private final DataFolder data;
  private List<Host> all = List.of();
  private ControlClient control;
  private Cable cable;

  /**
   * Where hosts stand.
   *
   * @param root the folder of the built product
   * @param firstPort the first of the ports that a set of hosts takes, and of some more
   * @param natively whether their services are native programs
   */
  public record Place(Path root, int firstPort, boolean natively) {
    /** Behind those of the hosts and their links. */
    private static final int OWN_PORT = LinkPlace.PORTS_PER_SET;

    private static final int CABLE_PORT = OWN_PORT + 1;

    public Installation installation() {
      return new Installation(root, false);
    }

    public DataFolder data() {
      return new DataFolder(root.resolve("bench/target/run"));
    }

    /** The command that starts so many of them, without the data folder. */
    public List<String> up(int count) {
      var words = new ArrayList<>(List.of("up", "--hosts", Integer.toString(count)));
      words.addAll(List.of("--port", Integer.toString(firstPort)));
      if (natively) {
        words.add("--native");
      }
      return words;
    }

    /** For a program of the bench's own. */
    public int ownPort() {
      return firstPort + OWN_PORT;
    }

    int cablePort() {
      return firstPort + CABLE_PORT;
    }
  }

  private Hosts(Place place) {
    this.place = place;
    this.data = place.data();
  }

  /** Starts {@code count} hosts and joins them; {@code running} stops them. */
  public static Hosts up(Running running, Place place, int count) throws InterruptedException {
    try {
      // Whatever a bench that was killed has left behind.
      new Hosts(place).down("--wipe");
    } catch (IOException e) {
      throw new BenchFailure("the hosts of before do not stop: " + e.getMessage(), e);
    }
    return upAsItIs(running, place, count);
  }

  /** The same in the folder as it is: what it holds is kept, and may be mounted there. */
  public static Hosts upAsItIs(Running running, Place place, int count)
      throws InterruptedException {
    var hosts = new Hosts(place);
    try {
      // Before they start: a Ctrl-C meanwhile is meant for them, too.
      running.add(hosts);
      hosts.start(count);
    } catch (IOException e) {
      throw new BenchFailure("the hosts did not start: " + e.getMessage(), e);
    }
    return hosts;
  }

  private void start(int count) throws IOException, InterruptedException {
    var up = place.up(count);
    up.add("--detach");
    steadyboard(up.toArray(String[]::new));
    control = ControlClient.require(data);
    var keys = Keys.loadOrCreate(data.keys());
    var places = data.places(count, place.firstPort());
    all = places.stream().map(one -> new Host(one, places, keys, data, control)).toList();
  }

  /** Runs a command of the product on these hosts. */
  private void steadyboard(String... words) throws IOException {
    var command =
        new ArrayList<>(place.installation().selfCommand(SMALL_JVM.toArray(String[]::new)));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", data.path().toString()));
    var log = Files.createTempFile("bench-hosts", ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (process.onExit().join().exitValue() != 0) {
        throw new BenchFailure(
            LastWords.reason(Files.readAllLines(log)) + " (logs: " + data.path() + ")");
      }
    } finally {
      Files.delete(log);
    }
  }

  private void down(String... more) throws IOException {
    if (Files.isDirectory(data.hosts())) {
      var words = new ArrayList<>(List.of("down"));
      words.addAll(List.of(more));
      steadyboard(words.toArray(String[]::new));
    }
  }

  public Host a() {
    return all.getFirst();
  }

  public Host b() {
    return all.get(1);
  }

  public List<Host> all() {
    return all;
  }

  public Place place() {
    return place;
  }

  /** Carries the links between the hosts. */
  ProcessHandle supervisor() {
    return ProcessHandle.of(control.supervisorPid()).orElseThrow();
  }

  /** Between a and b, both ways. */
  public void cut() throws IOException, InterruptedException {
    control.link("cut", a().id(), b().id());
  }

  /** What {@code from} sends to {@code to}; the way back stays as it is. */
  public void cutOneWay(Host from, Host to) throws IOException, InterruptedException {
    control.link("cut-one-way", from.id(), to.id());
  }

  public void heal() throws IOException, InterruptedException {
    control.link("heal", a().id(), b().id());
  }

  /** Leads to the ingress of a, from the first time that it is asked for. */
  public Cable cable() throws IOException {
    if (cable == null) {
      cable = Cable.open(place.cablePort(), a().id(), a().ingressPort());
    }
    return cable;
  }

  /** Waits until a and b have the same boards, pairings, stages and sessions. */
  public void awaitEqual() throws InterruptedException {
    if (equalAfter(CATCH_UP).compareTo(CATCH_UP) >= 0) {
      throw new BenchFailure("the hosts are not equal within " + CATCH_UP.toSeconds() + " s");
    }
  }

  /** How long it takes from now until they have; at least {@code limit} when longer than that. */
  public Duration equalAfter(Duration limit) throws InterruptedException {
    var start = System.nanoTime();
    var waited = Duration.ZERO;
    while (waited.compareTo(limit) < 0 && !areEqual()) {
      Thread.sleep(BETWEEN_LOOKS);
      waited = Duration.ofNanos(System.nanoTime() - start);
    }
    return waited;
  }

  private boolean areEqual() {
    try {
      return a().postgres().digest().equals(b().postgres().digest());
    } catch (SQLException notYetBack) {
      return false;
    }
  }

  /** Stops them. Their logs stay until the next bench, their data do not. */
  @Override
  public void close() throws IOException {
    if (cable != null) {
      cable.close();
    }
    down();
    for (HostPlace host : data.places(HostPlace.MAX_HOSTS, place.firstPort())) {
      FolderTree.remove(host.postgresData());
      FolderTree.remove(host.media());
    }
  }

  @Override
  public String toString() {
    return "hosts";
  }
}
