package org.steadyboard.board.desk;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.presence.PresenceStore;
import org.steadyboard.board.presence.PresenceStore.Seen;

/**
 * Who is connected: told to the teachers here at once, written down for all hosts in batches. A
 * board that no teacher ever paired is nobody's business and is not written down.
 */
final class Presences {

  private final PresenceStore store;
  private final Stages stages;
  private final Clock clock;
  private final String host;
  private final Gathering<UUID> writes;
  private final Gathering<UUID> reads;
  private final Gathering<String> starts;

  Presences(Loop loop, PresenceStore store, Stages stages, Clock clock, String host) {
    this.store = store;
    this.stages = stages;
    this.clock = clock;
    this.host = host;
    this.writes = new Gathering<>("writing presence", loop, this::write);
    this.reads = new Gathering<>("reading presence", loop, this::read);
    this.starts = new Gathering<>("clearing presence", loop, ignored -> clear());
  }

  /** The board came or went. */
  void changed(BoardHere board) {
    if (!board.wasPaired()) {
      return;
    }
    var seen = new Seen(board.id(), host, board.link() != null, clock.instant());
    board.seen().put(host, seen);
    tell(board);
    writes.add(board.id());
  }

  /** A row changed, by whichever process or host. */
  void read(UUID presenceId) {
    reads.add(presenceId);
  }

  /** After {@code grace}, what an earlier process of this host left as connected is not. */
  void clearAfter(Loop loop, Duration grace) {
    loop.after(grace, () -> starts.add("once"));
  }

  private Future<Runnable> write(List<UUID> boardIds) {
    var ids = new ArrayList<UUID>(boardIds.size());
    var connected = new ArrayList<Boolean>(boardIds.size());
    for (var id : boardIds) {
      var board = stages.find(id);
      ids.add(id);
      connected.add(board != null && board.link() != null);
    }
    return store.write(ids, connected, clock.instant()).map(done -> () -> {});
  }

  private Future<Runnable> read(List<UUID> presenceIds) {
    return store.read(presenceIds).map(rows -> () -> rows.forEach(this::learn));
  }

  private void learn(Seen row) {
    var board = stages.find(row.boardId());
    if (board == null) {
      return;
    }
    if (row.host().equals(host) && board.link() != null) {
      if (!row.connected()) {
        // Another process of this host saw it leave; it is here.
        writes.add(board.id());
      }
      return;
    }
    var before = board.isConnected();
    var known = board.seen().put(row.host(), row);
    // What teachers were told before we knew any row came from a list that we did not keep.
    if (known == null || before != board.isConnected()) {
      tell(board);
    }
  }

  private Future<Runnable> clear() {
    var here = stages.all().stream().filter(b -> b.link() != null).map(BoardHere::id).toList();
    return store.othersAreGone(here).map(done -> () -> {});
  }

  private static void tell(BoardHere board) {
    if (!board.teachers().isEmpty()) {
      board.tellTeachers(
          TeacherMessages.boardStatus(board.id(), board.isConnected(), board.lastSeenAt()));
    }
  }
}
