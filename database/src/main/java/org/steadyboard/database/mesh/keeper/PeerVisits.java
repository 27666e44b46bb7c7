package org.steadyboard.database.mesh.keeper;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.steadyboard.database.mesh.MeshHost;
import org.steadyboard.database.mesh.compare.Depth;
import org.steadyboard.database.mesh.compare.Limits;
import org.steadyboard.database.mesh.compare.Repair;
import org.steadyboard.database.mesh.stream.Mesh;
import org.steadyboard.database.mesh.stream.StreamProgress;

/** The visits to one peer: one at a time, on a thread of the caller's. */
final class PeerVisits {

  /**
   * After so many comparisons in which the stream could not get past a row, although both hosts
   * have the same columns, it is opened anew behind that row; repair brings what it skipped.
   */
  static final int STUCK_COMPARISONS = 3;

  private static final Logger LOG = System.getLogger(PeerVisits.class.getName());

  private final MeshHost here;
  private final MeshHost peer;
  private final Clock clock;
  private final Limits limits;
  private final Consumer<Throwable> faults;
  private final Night night;
  private Optional<Instant> contentFrom = Optional.empty();
  private Depth depth = Depth.VERSIONS;
  private Optional<StreamProgress> progress = Optional.empty();
  private int stuck;
  private boolean withoutStream;
  private volatile PeerWatch watch;
  private volatile boolean asked;
  private volatile boolean askedForContent;

  PeerVisits(MeshHost here, MeshHost peer, Clock clock, Limits limits, Consumer<Throwable> faults) {
    this.here = here;
    this.peer = peer;
    this.clock = clock;
    this.limits = limits;
    this.faults = faults;
    this.night = new Night(here.id(), peer.id());
    this.watch = PeerWatch.of(peer.id());
  }

  PeerWatch watch() {
    return watch;
  }

  /** The next visit compares all content, however long the last comparison ago is. */
  void ask() {
    askedForContent = true;
    asked = true;
  }

  /** Throws nothing: whatever goes wrong shows in what is known of the peer. */
  void visit(Duration interval) {
    try {
      look(interval);
    } catch (SQLException e) {
      watch = watch.failed(e.getMessage().lines().findFirst().orElse("no reason given"));
    } catch (Throwable e) {
      watch = watch.failed(e.toString().lines().findFirst().orElse("no reason given"));
      faults.accept(e);
    }
  }

  private void look(Duration interval) throws SQLException {
    var now = clock.instant();
    if (!asked && !watch.isDue(now, interval)) {
      peer.connect().close();
      return;
    }
    asked = false;
    if (subscribe() || wantsContent(now)) {
      watch = watch.fromTheStart();
    }
    var run = Repair.pull(here, peer, watch.position(), limits, depth);
    watch = watch.compared(clock.instant(), run, depth);
    if (run.complete()) {
      depth = Depth.VERSIONS;
    }
    if (run.complete()) {
      freeStream();
    }
  }

  /**
   * Once for each reason: a comparison of several runs, or one that failed, stays one of content.
   */
  private boolean wantsContent(Instant now) {
    var isNight = night.isBetween(contentFrom.orElse(now), now);
    if (contentFrom.isEmpty() || isNight) {
      contentFrom = Optional.of(now);
    }
    if (!askedForContent && !isNight) {
      return false;
    }
    askedForContent = false;
    depth = Depth.CONTENT;
    return true;
  }

  /**
   * @return whether the stream has just begun anew, or has just been found to wait for our
   *     migration
   */
  private boolean subscribe() throws SQLException {
    var hadStream = !withoutStream;
    try {
      withoutStream = false;
      return Mesh.subscribe(here, peer);
    } catch (SQLException e) {
      if (!Mesh.waitsForMigration(e)) {
        throw e;
      }
      withoutStream = true;
      return hadStream;
    }
  }

  private void freeStream() throws SQLException {
    var now = StreamProgress.read(here, peer);
    var isStuck = progress.isPresent() && now.isStuckSince(progress.get());
    // A stream that waits for our migration goes on by itself.
    stuck = isStuck && watch.waiting().isEmpty() ? stuck + 1 : 0;
    progress = Optional.of(now);
    if (stuck >= STUCK_COMPARISONS) {
      LOG.log(
          Level.WARNING,
          "the stream from host {0} cannot get past a row: it is opened anew, and repair brings what it skipped",
          peer.id());
      Mesh.reopen(here, peer);
      stuck = 0;
      asked = true;
    }
  }
}
