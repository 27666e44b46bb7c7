package org.steadyboard.bench.failover.fault;

import java.sql.SQLException;
import java.util.List;
import org.steadyboard.bench.machine.Postgres;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.postgres.Database;

/** What may happen to a host's Postgres while the rest of the host lives. */
final class DatabaseFaults {

  private DatabaseFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "postgres-dead",
            "Postgres dead",
            "SIGKILL to Postgres of host a, which stays away",
            true,
            hosts -> hosts.a().kill(PartKind.POSTGRES),
            hosts -> hosts.a().start(PartKind.POSTGRES)),
        new Fault(
            "postgres-frozen",
            "Postgres frozen",
            "SIGSTOP to all of Postgres of host a",
            true,
            hosts -> hosts.a().freeze(PartKind.POSTGRES),
            hosts -> hosts.a().thaw(PartKind.POSTGRES)),
        new Fault(
            "postgres-refuses",
            "Postgres refuses new connections",
            "host a's Postgres lets nobody into the database any more; who is in stays",
            false,
            hosts -> refuse(hosts.a().postgres()),
            hosts -> allow(hosts.a().postgres())),
        new Fault(
            "postgres-turns-out",
            "Postgres refuses all connections",
            "the same, and it ends the services' connections",
            true,
            hosts -> {
              refuse(hosts.a().postgres());
              turnOut(hosts.a().postgres());
            },
            hosts -> allow(hosts.a().postgres())),
        deaf());
  }

  private static void refuse(Postgres postgres) throws SQLException {
    say(postgres, "alter database " + Database.NAME + " allow_connections false");
  }

  private static void turnOut(Postgres postgres) throws SQLException {
    say(
        postgres,
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(Database.OWNER));
  }

  private static void allow(Postgres postgres) throws SQLException {
    say(postgres, "alter database " + Database.NAME + " allow_connections true");
  }

  private static void say(Postgres postgres, String words) throws SQLException {
    try (var connection = postgres.superuserBesideTheDatabase();
        var statement = connection.createStatement()) {
      statement.execute(words);
    }
  }

  private static Fault deaf() {
    var deafness = new Deafness();
    return new Fault(
        "deaf",
        "the LISTEN connection broken",
        "each connection of host a that listens is ended as soon as it is seen",
        true,
        hosts -> deafness.begin(hosts.a().postgres()),
        hosts -> deafness.end());
  }
}
