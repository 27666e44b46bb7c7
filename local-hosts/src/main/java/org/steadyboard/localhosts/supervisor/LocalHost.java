package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.mesh.Replication;
import org.steadyboard.localhosts.postgres.Database;
import org.steadyboard.localhosts.postgres.PostgresCluster;
import org.steadyboard.localhosts.status.HostStatus;

/** One host: its parts, started and stopped in the order in which they need each other. */
public final class LocalHost {
  private static final Duration POSTGRES_LIMIT = Duration.ofSeconds(120);
  private static final Duration SERVICE_LIMIT = Duration.ofSeconds(90);

  private final HostPlace place;
  private final PostgresCluster cluster;
  private final Database database;
  private final Map<PartKind, Part> parts = new EnumMap<>(PartKind.class);

  public LocalHost(PostgresCluster cluster, Database database, Collection<Part> parts) {
    this.place = cluster.place();
    this.cluster = cluster;
    this.database = database;
    parts.forEach(part -> this.parts.put(part.plan().kind(), part));
  }

  public HostPlace place() {
    return place;
  }

  public Database database() {
    return database;
  }

  /** Starts what does not run, and returns when everything is ready. */
  public void start() throws IOException, InterruptedException {
    startDatabase();
    startServices();
  }

  /** It needs nothing of its host to start, and says what is away until it is there. */
  void startIngress() {
    Optional.ofNullable(parts.get(PartKind.INGRESS)).ifPresent(Part::start);
  }

  public void startServices() throws InterruptedException {
    List<Part> rest =
        parts.values().stream().filter(part -> part.plan().kind() != PartKind.POSTGRES).toList();
    rest.forEach(Part::start);
    for (Part part : rest) {
      part.awaitReady(SERVICE_LIMIT);
    }
  }

  /**
   * Makes the database where there is none, starts it, and brings it up to date.
   *
   * @return true when it was made now, and so holds nothing yet
   */
  public boolean startDatabase() throws IOException, InterruptedException {
    boolean fresh = cluster.create(database.keys());
    Part postgres = parts.get(PartKind.POSTGRES);
    postgres.start();
    postgres.awaitReady(POSTGRES_LIMIT);
    try {
      database.create();
      database.prepare(place.name());
    } catch (SQLException | FlywayException e) {
      throw CommandFailure.because(
          "the database of host "
              + place.name()
              + " could not be made ready: "
              + e.getMessage().strip().replace("\n", " "),
          e);
    }
    return fresh;
  }

  /** Stops everything and removes all that its database holds. */
  public void removeDatabase() throws IOException {
    stop(Optional.empty());
    cluster.remove();
  }

  public boolean databaseRuns() {
    return parts.get(PartKind.POSTGRES).state() == PartState.RUNNING;
  }

  public void start(PartKind kind) throws IOException, InterruptedException {
    if (kind == PartKind.POSTGRES) {
      startDatabase();
    } else {
      parts.get(kind).start();
      parts.get(kind).awaitReady(SERVICE_LIMIT);
    }
  }

  /** SIGKILL to one part or, like a power cut, to all of them. */
  public void kill(Optional<PartKind> kind) {
    chosen(kind).parallelStream().forEach(Part::kill);
  }

  /** Stops one part, or all that run, in their tracks. */
  public void freeze(Optional<PartKind> kind) {
    if (kind.isPresent()) {
      parts.get(kind.get()).freeze();
      return;
    }
    List<Part> running =
        parts.values().stream().filter(part -> part.status().pid().isPresent()).toList();
    if (running.isEmpty()) {
      throw CommandFailure.because(
          "nothing of host " + place.name() + " runs, so it cannot be frozen");
    }
    running.forEach(Part::freeze);
  }

  /** Lets one part or all of them go on; does not wait until they are ready. */
  public void thaw(Optional<PartKind> kind) {
    chosen(kind).forEach(Part::thaw);
  }

  /** Stops one part or all of them; they can be started again. */
  public void stop(Optional<PartKind> kind) {
    if (kind.isPresent()) {
      parts.get(kind.get()).stop();
    } else {
      inStoppingOrder(Part::stop);
    }
  }

  /** Stops everything for good. */
  public void retire() {
    inStoppingOrder(Part::retire);
  }

  /** Services first, so that they can drain while everything they need is there. */
  private void inStoppingOrder(Consumer<Part> stop) {
    // The ingress stops after them.
    PartKind.SERVICES.parallelStream().map(parts::get).filter(Objects::nonNull).forEach(stop);
    Stream.of(PartKind.INGRESS, PartKind.POSTGRES)
        .map(parts::get)
        .filter(Objects::nonNull)
        .forEach(stop);
  }

  public HostStatus status(Replication replication) {
    return new HostStatus(
        place.name(),
        place.publicUrl(),
        parts.values().stream().map(Part::status).toList(),
        databaseRuns() ? database.bytes() : OptionalLong.empty(),
        replication);
  }

  private Collection<Part> chosen(Optional<PartKind> kind) {
    return kind.map(one -> List.of(parts.get(one))).orElseGet(() -> List.copyOf(parts.values()));
  }
}
