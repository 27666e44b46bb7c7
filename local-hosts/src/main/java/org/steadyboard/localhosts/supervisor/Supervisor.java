package org.steadyboard.localhosts.supervisor;

import java.util.List;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.status.SetStatus;

/** A set of local hosts and what can be asked of it. Safe for use by several threads. */
public final class Supervisor {
  private final DataFolder data;
  private final List<LocalHost> hosts;
  private volatile String phase = "starting";

  public Supervisor(DataFolder data, List<LocalHost> hosts) {
    this.data = data;
    this.hosts = hosts;
  }

  /** Called once everything is up. */
  public void ready() {
    phase = "ready";
  }

  public LocalHost host(String name) {
    return hosts.stream()
        .filter(host -> host.place().name().equals(name))
        .findFirst()
        .orElseThrow(() -> CommandFailure.because("there is no host " + name));
  }

  public List<LocalHost> hosts() {
    return hosts;
  }

  /**
   * Stops everything; returns when nothing runs any more. A second call waits for the first one.
   */
  public synchronized void stop() {
    phase = "stopping";
    hosts.parallelStream().forEach(LocalHost::retire);
  }

  public SetStatus status() {
    return new SetStatus(
        phase,
        ProcessHandle.current().pid(),
        data.path().toString(),
        hosts.stream().map(LocalHost::status).toList());
  }
}
