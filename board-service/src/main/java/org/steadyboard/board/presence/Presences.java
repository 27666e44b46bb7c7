package org.steadyboard.board.presence;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.here.Seen;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.TeacherMessages;

/**
 * Who is connected: told to the teachers here at once, written down for all hosts in batches. A
 * board that no teacher ever paired is nobody's business and is not written down.
 */
public final class Presences {

  private final PresenceStore store;
  private final BoardsHere boards;
  private final Clock clock;
  private final String host;
  private final HostsHeard hosts;
  private final Gathering<UUID> writes;
  private final Gathering<UUID> reads;
  private final Gathering<String> starts;

  public Presences(
      Loop loop,
      PresenceStore store,
      BoardsHere boards,
      Clock clock,
      String host,
      HostsHeard hosts) {
    this.store = store;
    this.boards = boards;
    this.clock = clock;
    this.host = host;
    this.hosts = hosts;
    this.writes = new Gathering<>("writing presence", loop, this::write);
    this.reads = new Gathering<>("reading presence", loop, this::read);
    this.starts = new Gathering<>("clearing presence", loop, ignored -> clear());
  }

  /** The board came or went. */
  public void changed(BoardHere board) {
    if (!board.wasPaired()) {
      return;
    }
    var now = clock.instant();
    var stamp = TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli());
    var seen = new Seen(board.id(), host, board.link() != null, now, stamp);
    board.seen().put(host, seen);
    tell(board);
    writes.add(board.id());
  }

  /** A row changed, by whichever process or host. */
  public void read(UUID presenceId) {
    reads.add(presenceId);
  }

  /** After {@code grace}, what an earlier process of this host left as connected is not. */
  public void clearAfter(Loop loop, Duration grace) {
    loop.after(grace, () -> starts.add("once"));
  }

  private Future<Runnable> write(List<UUID> boardIds) {
    var ids = new ArrayList<UUID>(boardIds.size());
    var connected = new ArrayList<Boolean>(boardIds.size());
    for (var id : boardIds) {
      var board = boards.find(id);
      ids.add(id);
      connected.add(board != null && board.link() != null);
    }
    return store.write(ids, connected, clock.instant()).map(done -> () -> {});
  }

  private Future<Runnable> read(List<UUID> presenceIds) {
    return store.read(presenceIds).map(rows -> () -> rows.forEach(this::learn));
  }

  private void learn(Seen row) {
    var board = boards.find(row.boardId());
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
    var before = seenBy(board);
    board.seen().put(row.host(), row);
    tellIfOther(board, before);
  }

  /** What a list of boards says of this one; what was heard since the list was read stands. */
  public void learn(BoardHere board, List<Seen> listed) {
    var before = seenBy(board);
    for (var row : listed) {
      board
          .seen()
          .merge(row.host(), row, (known, read) -> read.stamp() >= known.stamp() ? read : known);
    }
    tellIfOther(board, before);
  }

  private void tellIfOther(BoardHere board, String before) {
    if (!Objects.equals(before, seenBy(board))) {
      tell(board);
    }
  }

  /** The host that sees it and may be believed, or null. */
  public String seenBy(BoardHere board) {
    return board.seenBy(host, hosts::isAlive);
  }

  /** These hosts fell silent or were heard again: tells the teachers of the boards they see. */
  public void hostsChanged(Set<String> changed) {
    for (var board : boards.all()) {
      if (board.link() == null
          && board.seen().values().stream()
              .anyMatch(s -> s.connected() && changed.contains(s.host()))) {
        tell(board);
      }
    }
  }

  private Future<Runnable> clear() {
    var here = boards.all().stream().filter(b -> b.link() != null).map(BoardHere::id).toList();
    return store.othersAreGone(here).map(done -> () -> {});
  }

  private void tell(BoardHere board) {
    if (!board.teachers().isEmpty()) {
      board.tellTeachers(
          TeacherMessages.boardStatus(board.id(), seenBy(board), board.lastSeenAt()));
    }
  }
}
