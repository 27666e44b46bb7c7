package org.steadyboard.localhosts.supervisor;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.link.Links;
import org.steadyboard.localhosts.link.Pair;
import org.steadyboard.localhosts.link.Way;
import org.steadyboard.localhosts.mesh.LocalMesh;
import org.steadyboard.localhosts.mesh.MeshView;
import org.steadyboard.localhosts.mesh.Replication;
import org.steadyboard.localhosts.status.SetStatus;

/** A set of local hosts and what can be asked of it. Safe for use by several threads. */
public final class Supervisor implements Closeable {
  private final DataFolder data;
  private final List<LocalHost> hosts;
  private final LocalMesh mesh;
  private final MeshView view;
  private final Links links;
  private final Object rebuilding = new Object();
  private volatile String phase = "starting";

  public Supervisor(DataFolder data, List<LocalHost> hosts, LocalMesh mesh, Links links) {
    this.data = data;
    this.hosts = hosts;
    this.mesh = mesh;
    this.view = new MeshView(mesh);
    this.links = links;
  }

  /** Starts every host, joins them, and returns when all are ready and receive from each other. */
  public void start(Consumer<String> say, Alongside alongside)
      throws IOException, InterruptedException {
    new SetStart(hosts, mesh, say, alongside).run();
  }

  /** Called once everything is up. */
  public void ready() {
    phase = "ready";
  }

  public String phase() {
    return phase;
  }

  public LocalHost host(String name) {
    return hosts.stream()
        .filter(host -> host.place().name().equals(name))
        .findFirst()
        .orElseThrow(() -> CommandFailure.because("there is no host " + name));
  }

  public void cut(String one, String other) throws IOException {
    links.cut(pair(one, other));
  }

  /** What {@code from} sends no longer reaches {@code to}. */
  public void cutOneWay(String from, String to) throws IOException {
    links.cut(new Way(host(from).place().name(), host(to).place().name()));
  }

  public void heal(String one, String other) throws IOException {
    links.heal(pair(one, other));
  }

  private Pair pair(String one, String other) {
    return Pair.of(host(one).place().name(), host(other).place().name());
  }

  /** One at a time: a host that is being made anew is no source for another one. */
  public void rebuild(String name) throws IOException, InterruptedException {
    LocalHost host = host(name);
    synchronized (rebuilding) {
      new HostRebuild(host, hosts, mesh, links).run();
    }
  }

  /**
   * Stops everything; returns when nothing runs any more. A second call waits for the first one.
   */
  public synchronized void stop() {
    phase = "stopping";
    hosts.parallelStream().forEach(LocalHost::retire);
  }

  /** Asks every database; takes as long as the slowest, within the limit of {@link MeshView}. */
  public SetStatus status() {
    MeshView.Sight sight =
        view.look(hosts.stream().filter(LocalHost::databaseRuns).map(LocalHost::place).toList());
    return new SetStatus(
        phase,
        ProcessHandle.current().pid(),
        data.path().toString(),
        hosts.stream()
            .map(
                host ->
                    host.status(
                        sight.replication().getOrDefault(host.place().name(), Replication.NONE)))
            .toList(),
        links.cuts(),
        links.oneWayCuts(),
        sight.equality());
  }

  @Override
  public void close() throws IOException {
    view.close();
    links.close();
  }
}
