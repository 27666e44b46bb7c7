package org.steadyboard.localhosts.mesh;

import java.io.Closeable;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.steadyboard.database.mesh.compare.Comparison;
import org.steadyboard.database.mesh.stream.PeerStatus;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.LinkPlace;

/**
 * Looks at a set's databases: how replication stands and whether the hosts are equal. It reaches
 * every database directly, so a cut link does not hide anything, and it never takes longer than its
 * limit: what is not known by then is said so.
 */
public final class MeshView implements Closeable {
  static final Duration LIMIT = Duration.ofSeconds(10);

  private final LocalMesh mesh;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public MeshView(LocalMesh mesh) {
    this.mesh = mesh;
  }

  /** Everything there is to say, asked for at once. */
  public record Sight(Map<String, Replication> replication, List<Equality> equality) {}

  /**
   * @param running the hosts whose Postgres runs; only these are asked
   */
  public Sight look(List<HostPlace> running) {
    Instant deadline = Instant.now().plus(LIMIT);
    if (mesh.places().size() < 2) {
      return new Sight(Map.of(), List.of());
    }
    Map<String, Future<Replication>> replication =
        running.stream()
            .collect(Collectors.toMap(HostPlace::name, p -> threads.submit(() -> replication(p))));
    List<LinkPlace> pairs = chain(running);
    List<Future<Equality>> asked =
        pairs.stream().map(pair -> threads.submit(() -> equality(pair))).toList();
    var equality = new ArrayList<Equality>();
    for (int i = 0; i < pairs.size(); i++) {
      String one = pairs.get(i).from().name();
      String other = pairs.get(i).to().name();
      equality.add(known(asked.get(i), deadline, why -> Equality.unknown(one, other, why)));
    }
    equality.addAll(away(running));
    return new Sight(
        running.stream()
            .map(HostPlace::name)
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    name -> known(replication.get(name), deadline, Replication::unknown))),
        equality);
  }

  /** Each host with the next one: when all of these are equal, all hosts are. */
  private static List<LinkPlace> chain(List<HostPlace> hosts) {
    return IntStream.range(1, hosts.size())
        .mapToObj(i -> new LinkPlace(hosts.get(i - 1), hosts.get(i)))
        .toList();
  }

  /** A host that does not run is named beside one that does, or beside its neighbour. */
  private List<Equality> away(List<HostPlace> running) {
    return mesh.places().stream()
        .filter(place -> !running.contains(place))
        .map(
            place -> {
              String other =
                  Stream.concat(running.stream(), mesh.places().stream())
                      .filter(candidate -> candidate.slot() != place.slot())
                      .findFirst()
                      .orElseThrow()
                      .name();
              return Equality.unknown(
                  place.name(), other, "Postgres of host " + place.name() + " is not running");
            })
        .toList();
  }

  private Replication replication(HostPlace place) throws SQLException, InterruptedException {
    var peers = new ArrayList<PeerReport>();
    for (LinkPlace link : LinkPlace.of(place, mesh.places())) {
      peers.add(PeerReport.of(PeerStatus.read(mesh.direct(place), mesh.direct(link.to()))));
    }
    var media = MediaShare.read(mesh.direct(place), MediaAlarms.read(place));
    return new Replication(peers, Optional.empty(), Optional.of(media));
  }

  private Equality equality(LinkPlace pair) throws SQLException {
    HostPlace one = pair.from();
    HostPlace other = pair.to();
    var tables = Comparison.compare(mesh.direct(one), mesh.direct(other));
    return new Equality(
        one.name(),
        other.name(),
        tables.size(),
        tables.stream()
            .filter(table -> !table.isEqual())
            .map(
                table ->
                    new Equality.Difference(
                        table.table(), table.behind(), table.ahead(), table.contradicting()))
            .toList(),
        Optional.empty());
  }

  private static <T> T known(Future<T> asked, Instant deadline, Function<String, T> unknown) {
    try {
      long left = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
      return asked.get(left, TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      asked.cancel(true);
      return unknown.apply("no answer within " + LIMIT.toSeconds() + " s");
    } catch (ExecutionException e) {
      return unknown.apply("not reachable: " + LocalMesh.firstLine((Exception) e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown.apply("interrupted");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
