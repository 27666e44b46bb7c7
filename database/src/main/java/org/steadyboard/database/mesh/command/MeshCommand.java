package org.steadyboard.database.mesh.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;
import org.steadyboard.database.Schema;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.ReplicationRole;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.keeper.Rebuild;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.database.mesh.stream.PeerStatus;

/**
 * One command, ready to run. Passwords come from the environment only, so that they stand in no
 * list of processes.
 */
final class MeshCommand {

  private static final Duration MOST_OF_A_REBUILD = Duration.ofHours(6);

  private final Arguments said;
  private final boolean json;

  MeshCommand(Arguments said) {
    this.said = said;
    this.json = said.json();
  }

  /** Whether all is well: hosts are equal, streams run, it was done. */
  boolean run(PrintStream out) throws Exception {
    var hosts = said.hosts();
    var first = hosts.getFirst();
    var others = hosts.subList(1, hosts.size());
    return switch (said.command()) {
      case "prepare-role" -> prepare(first);
      case "join" -> join();
      case "leave" -> leave(first, others.getFirst());
      case "compare" -> compare(first, others.getFirst(), out);
      case "repair" -> repair(first, others.getFirst(), out);
      case "rebuild" -> rebuild(first, others, out);
      default -> status(first, others, out);
    };
  }

  private boolean prepare(MeshHost host) throws Exception {
    var owner = said.required("DATABASE_USER");
    Schema.prepare(database(host, owner, said.required("DATABASE_PASSWORD")), host.id());
    var superuser = database(host, said.required("SUPERUSER"), said.required("SUPERUSER_PASSWORD"));
    try (var connection = superuser.getConnection()) {
      ReplicationRole.prepare(connection, owner, host.password());
    }
    return true;
  }

  private static PGSimpleDataSource database(MeshHost host, String user, String password) {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host.address().host()});
    source.setPortNumbers(new int[] {host.address().port()});
    source.setDatabaseName(host.database());
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  private boolean join() throws Exception {
    for (var one : said.hosts()) {
      for (var other : said.hosts()) {
        if (one != other) {
          Mesh.subscribe(one, other);
        }
      }
    }
    return true;
  }

  private static boolean leave(MeshHost one, MeshHost other) throws Exception {
    Mesh.leave(one, other);
    return true;
  }

  private boolean compare(MeshHost here, MeshHost peer, PrintStream out) throws Exception {
    var tables = Comparison.compare(here, peer);
    var equal = tables.stream().allMatch(Comparison.TableDifference::isEqual);
    if (json) {
      write(out, Map.of("here", here.id(), "peer", peer.id(), "equal", equal, "tables", tables));
    } else {
      for (var table : tables) {
        out.printf(
            "%-24s %s%n",
            table.table(),
            table.isEqual()
                ? "equal"
                : table.waiting()
                    ? "waits for a migration"
                    : "behind %d, ahead %d, contradicting %d"
                        .formatted(table.behind(), table.ahead(), table.contradicting()));
      }
    }
    return equal;
  }

  private boolean repair(MeshHost here, MeshHost peer, PrintStream out) throws Exception {
    var outcome = Rebuild.whole(here, peer, MOST_OF_A_REBUILD);
    if (json) {
      write(out, facts(outcome));
    } else {
      out.printf(
          "fetched %d rows; %d are for the peer to fetch%n", outcome.fetched(), outcome.ahead());
      printLeft(outcome, out);
    }
    return refusedNothing(outcome);
  }

  private static Map<String, Object> facts(Repair.Outcome outcome) {
    return Map.of(
        "fetched", outcome.fetched(),
        "ahead", outcome.ahead(),
        "refused", outcome.refused(),
        "waiting", outcome.waiting());
  }

  private static void printFor(String peer, Repair.Outcome left, PrintStream out) {
    var forPeer = left.ahead() + left.contradicting();
    if (forPeer > 0) {
      out.printf("%d rows are for host %s to fetch%n", forPeer, peer);
    }
    printLeft(left, out);
  }

  private static void printLeft(Repair.Outcome outcome, PrintStream out) {
    outcome
        .refused()
        .forEach(r -> out.printf("refused %s %s: %s%n", r.table(), r.id(), r.reason()));
    outcome.waiting().forEach(t -> out.printf("%s waits for a migration%n", t));
  }

  private static boolean refusedNothing(Repair.Outcome outcome) {
    return outcome.complete() && outcome.waiting().isEmpty() && outcome.refused().isEmpty();
  }

  private boolean rebuild(MeshHost here, List<MeshHost> peers, PrintStream out) throws Exception {
    if (said.environment().containsKey("SUPERUSER")) {
      prepare(here);
    }
    var outcome = Rebuild.fill(here, peers, MOST_OF_A_REBUILD);
    var equal = new LinkedHashMap<String, Boolean>();
    var last = new LinkedHashMap<String, Map<String, Object>>();
    outcome
        .last()
        .forEach(
            (id, round) -> {
              equal.put(id, outcome.isEqualTo(id));
              last.put(id, facts(round));
            });
    if (json) {
      write(
          out,
          Map.of(
              "fetched", outcome.fetched(),
              "millis", outcome.took().toMillis(),
              "equal", equal,
              "last", last,
              "unreachable", outcome.unreachable()));
    } else {
      out.printf("fetched %d rows in %.1f s%n", outcome.fetched(), outcome.took().toMillis() / 1e3);
      equal.forEach((id, e) -> out.printf("host %s: %s%n", id, e ? "equal" : "differs"));
      outcome.last().forEach((id, left) -> printFor(id, left, out));
      outcome.unreachable().forEach((id, why) -> out.printf("host %s: %s%n", id, why));
    }
    return outcome.isEqual() && outcome.unreachable().isEmpty();
  }

  private boolean status(MeshHost here, List<MeshHost> peers, PrintStream out) throws Exception {
    var lines = new ArrayList<Map<String, Object>>();
    var well = true;
    for (var peer : peers) {
      var status = PeerStatus.read(here, peer);
      var alarm = status.skew().map(s -> s.isAlarming()).orElse(false);
      well &= status.receiving() && status.skew().isPresent() && !alarm;
      var line = new LinkedHashMap<String, Object>();
      line.put("id", peer.id());
      line.put("reachable", status.skew().isPresent());
      line.put("receiving", status.receiving());
      line.put("waitingBytes", status.waitingBytes().orElse(null));
      line.put("slot", status.slot().orElse(null));
      line.put("applyErrors", status.applyErrors());
      line.put("conflicts", status.conflicts());
      line.put("clockSkewMillis", status.skew().map(s -> s.ahead().toMillis()).orElse(null));
      line.put("clockSkewAlarm", alarm);
      lines.add(line);
    }
    if (json) {
      write(out, Map.of("host", here.id(), "peers", lines));
    } else {
      lines.forEach(out::println);
    }
    return well;
  }

  private static void write(PrintStream out, Object value) throws Exception {
    out.println(JsonMapper.builder().build().writeValueAsString(value));
  }
}
