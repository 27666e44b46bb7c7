package org.steadyboard.database.mesh;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.testkit.Eventually;

/** Whole databases of hosts that replicate to each other, for the tests of what stands on them. */
public final class JoinedHosts implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Map<String, TestHost> hosts = new LinkedHashMap<>();

  /** Starts and joins them; they are equal. */
  public JoinedHosts(Path folder, String... ids) throws Exception {
    for (var id : ids) {
      hosts.put(id, new TestHost(id, folder.resolve(id)));
      try (var superuser = hosts.get(id).superuser("postgres");
          var statement = superuser.createStatement()) {
        // As on a real host: what is committed without waiting for the disk leaves soon.
        statement.execute("alter system set wal_writer_delay = '10ms'");
        statement.execute("select pg_reload_conf()");
      }
    }
    for (var here : hosts.values()) {
      for (var peer : hosts.values()) {
        if (here != peer) {
          Mesh.subscribe(here.mesh, peer.mesh);
        }
      }
    }
  }

  /** Connections as a service of that host makes them. */
  public DataSource service(String id) {
    return hosts.get(id).service();
  }

  public String url(String id) {
    return hosts.get(id).url();
  }

  /** Where the host's Postgres listens for its own services. */
  public int port(String id) {
    return hosts.get(id).mesh.address().port();
  }

  /** Where its peers reach it, over the link that {@link #cut()} cuts. */
  public int linkPort(String id) {
    return hosts.get(id).mesh.seenByPeers().port();
  }

  public void execute(String id, String sql) throws Exception {
    hosts.get(id).execute(sql);
  }

  /** The first column of all rows, as text. */
  public List<String> query(String id, String sql) {
    try {
      return hosts.get(id).query(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** As a host that loses its power. */
  public void kill(String id) {
    hosts.get(id).kill();
  }

  public void startAgain(String id) {
    hosts.get(id).startAgain();
  }

  /** No host reaches another. */
  public void cut() {
    hosts.values().forEach(h -> h.link.cut());
  }

  public void heal() {
    hosts.values().forEach(h -> h.link.heal());
  }

  /** Waits until all hosts hold the same rows, and repairs as their keepers would. */
  public void awaitEqual() throws Exception {
    Eventually.holds("all hosts are equal", SOON, this::repairUntilEqual);
  }

  private boolean repairUntilEqual() throws Exception {
    var equal = true;
    for (var here : new ArrayList<>(hosts.values())) {
      for (var peer : new ArrayList<>(hosts.values())) {
        if (here != peer) {
          equal &= Repair.pull(here.mesh, peer.mesh).foundEqual();
        }
      }
    }
    return equal;
  }

  @Override
  public void close() {
    for (var host : hosts.values()) {
      host.close();
    }
  }
}
