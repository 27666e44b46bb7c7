package org.steadyboard.bench.failover.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.localhosts.process.Frost;

/** The stream from host b to host a stands still while all else lives. */
final class StreamFaults {

  private StreamFaults() {}

  static List<Fault> all() {
    return List.of(workerFrozen(), stageLocked());
  }

  private static Fault workerFrozen() {
    var worker = new AtomicReference<ProcessHandle>();
    return new Fault(
        "worker-frozen",
        "the stream stuck: its worker frozen",
        "SIGSTOP to the process of host a's Postgres that applies what b sends",
        true,
        hosts -> {
          worker.set(applyWorker(hosts.a()));
          Frost.freeze(worker.get());
        },
        hosts -> Frost.thaw(worker.get()));
  }

  private static ProcessHandle applyWorker(Host host) throws SQLException, IOException {
    try (var connection = host.postgres().superuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select pid from pg_stat_subscription where worker_type = 'apply'")) {
      if (!row.next()) {
        throw new BenchFailure("host " + host.id() + " receives from nobody");
      }
      return ProcessHandle.of(row.getLong(1)).orElseThrow();
    }
  }

  private static Fault stageLocked() {
    var holder = new AtomicReference<Connection>();
    return new Fault(
        "stage-locked",
        "the stream stuck: a lock on board.stage",
        "a transaction on host a that lets nobody else write to board.stage and does not end",
        true,
        hosts -> {
          holder.set(hosts.a().postgres().superuser());
          holder.get().setAutoCommit(false);
          try (var statement = holder.get().createStatement()) {
            statement.execute("lock table board.stage in exclusive mode");
          }
        },
        hosts -> {
          holder.get().rollback();
          holder.get().close();
        });
  }
}
