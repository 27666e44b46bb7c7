package org.steadyboard.bench.machine;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.database.mesh.Mesh;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.ReplicationRole;

/**
 * Hosts a and b, joined by replication over a line that can be cut. Both schemas must stand before:
 * a service of each has been started.
 */
public record TwoHosts(Host a, Host b, Wire toA, Wire toB) {

  private static final String PASSWORD = "only-for-the-bench";
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  public static TwoHosts join(Running running, Host a, Host b) throws SQLException {
    var toA = running.add(Wire.to(a.postgres().port()));
    var toB = running.add(Wire.to(b.postgres().port()));
    Mesh.join(prepared(a, toA), prepared(b, toB));
    return new TwoHosts(a, b, toA, toB);
  }

  private static MeshHost prepared(Host host, Wire wire) throws SQLException {
    var postgres = host.postgres();
    postgres.requirePasswords();
    try (var superuser = postgres.superuser()) {
      ReplicationRole.prepare(superuser, Postgres.OWNER, PASSWORD);
    }
    return new MeshHost(
        host.id(),
        new MeshHost.Address("127.0.0.1", postgres.port()),
        new MeshHost.Address("127.0.0.1", wire.port()),
        Postgres.DATABASE,
        PASSWORD);
  }

  public List<Host> all() {
    return List.of(a, b);
  }

  public void cut() {
    toA.cut(true);
    toB.cut(true);
  }

  public void heal() {
    toA.cut(false);
    toB.cut(false);
  }

  /** Waits until both have the same boards, pairings and stages. */
  public void awaitEqual() throws SQLException, InterruptedException {
    var deadline = System.nanoTime() + CATCH_UP.toNanos();
    while (!areEqual()) {
      if (System.nanoTime() > deadline) {
        throw new BenchFailure("the hosts are not equal within " + CATCH_UP.toSeconds() + " s");
      }
      Thread.sleep(50);
    }
  }

  public boolean areEqual() throws SQLException {
    return digest(a).equals(digest(b));
  }

  private static String digest(Host host) throws SQLException {
    try (var connection = host.postgres().connect();
        var row =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select concat(
                      (select md5(string_agg(t::text, ',' order by id)) from board.stage t),
                      (select md5(string_agg(t::text, ',' order by id)) from board.pairing t),
                      (select count(*) from board.board),
                      (select count(*) from identity.session))
                    """)) {
      row.next();
      return row.getString(1);
    }
  }
}
