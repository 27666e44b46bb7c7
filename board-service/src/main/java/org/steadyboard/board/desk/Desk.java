package org.steadyboard.board.desk;

import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.here.TeacherHere;
import org.steadyboard.board.lesson.LessonNews;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.link.CloseCode;
import org.steadyboard.board.link.Link;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.listing.BoardLines;
import org.steadyboard.board.listing.Rosters;
import org.steadyboard.board.loop.Gathering;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;
import org.steadyboard.board.message.BoardMessages.FromBoard;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.FromTeacher;
import org.steadyboard.board.pairing.CodeStore;
import org.steadyboard.board.pairing.Codes;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.pairing.Pairings;
import org.steadyboard.board.pointing.ArrivingPointers;
import org.steadyboard.board.pointing.FarPointers;
import org.steadyboard.board.pointing.PointerStore;
import org.steadyboard.board.pointing.Pointers;
import org.steadyboard.board.presence.HostsHeard;
import org.steadyboard.board.presence.PresenceStore;
import org.steadyboard.board.presence.Presences;
import org.steadyboard.board.session.SessionWatch;
import org.steadyboard.board.steering.CommitMeters;
import org.steadyboard.board.steering.StageRows;
import org.steadyboard.board.steering.StageStore;
import org.steadyboard.board.steering.StageWriter;
import org.steadyboard.board.steering.Stages;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.wake.Wakefulness;

/**
 * The whole of pairing and steering behind the sockets, for one process. Plain: it is given its
 * thread, its clock and its database. Its public methods may be called from any thread and return
 * at once; all else runs on its loop.
 */
public final class Desk {

  /** Who this is: {@code host} as in HOST_ID, {@code slot} as in HOST_SLOT. */
  public record Place(String host, int slot) {}

  /**
   * The database.
   *
   * @param unsynced connections of their own whose commits do not wait for the disk: for what is
   *     best effort, and must not stand before a page turn
   */
  public record Pools(Pool durable, Pool unsynced) {}

  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int PURGE_EVERY_TICKS = 600;

  /** All clients are told within a second or two, and do not come to the next host as one. */
  private static final int TOLD_AT_ONCE = 500;

  private static final Duration TELLING_GAP = Duration.ofMillis(50);

  private static final Duration DRAIN_STEP = Duration.ofMillis(50);

  private final Loop loop;
  private final Limits limits;
  private final Inbox inbox;
  private final Set<Link> links = new LinkedHashSet<>();
  private final BoardsHere here = new BoardsHere();
  private final Wakefulness wakefulness;
  private final Presences presences;
  private final HostsHeard hosts;
  private final ArrivingPointers arriving;
  private final BoardLines lines;
  private final Codes codes;
  private final StageWriter writer;
  private final SessionWatch sessions;
  private final BoardDesk boards;
  private final TeacherDesk teachers;
  private final RowChangeIntake intake;
  private final Gathering<String> purges;
  private long ticks;

  /** What all clients were told of this host, and who comes is told; null: nothing is wrong. */
  private ProblemCode trouble;

  private volatile boolean stopped;

  public Desk(
      Loop loop, Clock clock, Pools pools, Place place, Limits limits, CommitMeters meters) {
    this.loop = loop;
    this.limits = limits;
    this.inbox = new Inbox(limits);
    var pool = pools.durable();
    this.hosts = new HostsHeard(place.host(), limits.hostSilence(), loop::nanos);
    var stageRows = new StageRows();
    var stageStore = new StageStore(pool, stageRows);
    this.lines = new BoardLines(pool, stageRows);
    var pairingStore =
        new PairingStore(pool, limits.maxBoardsOfTeacher(), limits.maxTeachersOfBoard());
    Map<UUID, TeacherHere> teachersHere = new HashMap<>();
    var stages = new Stages(loop, here, stageStore);
    this.wakefulness = new Wakefulness(loop::nanos, clock, stages::forgetAll);
    var settled = new Settled(loop, wakefulness);
    this.presences =
        new Presences(
            loop, new PresenceStore(pool, place.host()), here, clock, place.host(), hosts);
    this.codes =
        new Codes(loop, new CodeStore(pool, place.slot(), limits.codeLife()), clock, limits, here);
    var rosters = new Rosters(loop, teachersHere, here, stages, presences, lines);
    var pairings = new Pairings(loop, here, stages, rosters, presences, codes, pairingStore);
    this.writer = new StageWriter(loop, clock, wakefulness, stageStore, stages, limits, meters);
    this.sessions = new SessionWatch(loop, pool, clock);
    this.boards =
        new BoardDesk(
            loop,
            clock,
            here,
            stages,
            presences,
            codes,
            pairings,
            pairingStore,
            new BoardStore(pool, pairingStore, stageStore),
            settled,
            limits);
    var pointers = new Pointers(loop, limits.pointerEvery());
    var pointerStore = new PointerStore(pools.unsynced());
    this.arriving = new ArrivingPointers(loop, here, pointers, pointerStore, clock);
    this.teachers =
        new TeacherDesk(
            loop,
            clock,
            limits,
            teachersHere,
            rosters,
            pairings,
            pairingStore,
            writer,
            presences,
            pointers,
            new FarPointers(loop, pointerStore, limits.farPointerEvery()),
            settled,
            place.slot());
    this.intake =
        new RowChangeIntake(
            loop,
            stages,
            writer,
            pairings,
            rosters,
            presences,
            arriving,
            hosts,
            sessions,
            new LessonNews(loop, here));
    this.purges =
        new Gathering<>("purging codes", loop, ignored -> codes.purge().map(done -> () -> {}));
  }

  /** Begins to keep time. */
  public void start() {
    wakefulness.begin();
    presences.clearAfter(loop, limits.presenceGrace());
    loop.after(TICK, this::tick);
    loop.after(Wakefulness.LOOK_EVERY, this::stayAwake);
  }

  /** Which hosts may be believed about the boards that they see. */
  public HostsHeard hosts() {
    return hosts;
  }

  /** Reads the boards of teachers. */
  public BoardLines lines() {
    return lines;
  }

  /** What hears of changed rows. */
  public RowChangeHandler rowChanges() {
    return intake;
  }

  public void opened(Link link) {
    loop.execute(
        () -> {
          links.add(link);
          if (link instanceof TeacherLink teacher) {
            sessions.opened(teacher);
          }
        });
  }

  public void closed(Link link) {
    loop.execute(
        () -> {
          link.closed();
          links.remove(link);
          switch (link) {
            case BoardLink board -> boards.gone(board);
            case TeacherLink teacher -> {
              sessions.closed(teacher);
              teachers.gone(teacher);
            }
          }
        });
  }

  /**
   * Whether a message of this connection may be handed over now; false: too much waits to be looked
   * at, and it is to be said again later.
   */
  public boolean hasRoomFor(Link link) {
    return inbox.hasRoomFor(link);
  }

  public void says(BoardLink link, FromBoard message) {
    inbox.add(link);
    loop.execute(
        () -> {
          inbox.remove(link);
          if (mayGoOn(link, message instanceof BoardMessages.Hello)) {
            boards.says(link, message);
          }
        });
  }

  public void says(TeacherLink link, FromTeacher message) {
    inbox.add(link);
    loop.execute(
        () -> {
          inbox.remove(link);
          if (mayGoOn(link, message instanceof TeacherMessages.Hello)) {
            teachers.says(link, message);
          }
        });
  }

  /**
   * Sends all clients to {@code host} (null: any other) once the changes that were made are on
   * disk. They are served on while they go; the connections of who is still here after {@code
   * grace} are closed, spread over a short time. Completes when nobody is left.
   */
  public CompletionStage<Void> drain(String host, Duration grace) {
    var drained = new CompletableFuture<Void>();
    loop.execute(() -> drainWhenWritten(host, grace, limits.changeWithin(), drained));
    return drained;
  }

  /**
   * Something is wrong with this host, or nothing is any more (null): all clients are told, and go
   * to another host where one serves. From any thread.
   */
  public void isInTrouble(ProblemCode why) {
    loop.execute(
        () -> {
          if (why != trouble) {
            trouble = why;
            // Who says hello from now on is told then.
            tell(
                links.stream().filter(Link::hasSaidHello).toList(),
                0,
                why,
                why == null ? BothMessages.RESTORED : BothMessages.problem(why));
          }
        });
  }

  /** Whether changes wait and none gets through. From any thread. */
  public boolean isStuck() {
    return writer.isStuck();
  }

  private void tell(List<Link> all, int from, ProblemCode why, String message) {
    if (why != trouble) {
      // It is otherwise already, and being told.
      return;
    }
    var to = Math.min(all.size(), from + TOLD_AT_ONCE);
    all.subList(from, to).forEach(link -> link.send(message));
    if (to < all.size()) {
      loop.after(TELLING_GAP, () -> tell(all, to, why, message));
    }
  }

  private boolean mayGoOn(Link link, boolean isHello) {
    if (link.isClosed()) {
      return false;
    }
    if (isHello && !link.saysHello()) {
      link.send(BothMessages.problem(ProblemCode.INVALID_MESSAGE, "There was a hello before"));
      return false;
    }
    if (isHello && trouble != null) {
      link.send(BothMessages.problem(trouble));
    }
    if (!link.hasSaidHello()) {
      link.refuse(ProblemCode.HELLO_FIRST);
      return false;
    }
    return true;
  }

  private void drainWhenWritten(
      String host, Duration grace, Duration atMost, CompletableFuture<Void> drained) {
    if (writer.waiting() > 0 && !atMost.isNegative()) {
      var step = Duration.ofMillis(20);
      loop.after(step, () -> drainWhenWritten(host, grace, atMost.minus(step), drained));
      return;
    }
    var moveTo = BothMessages.moveTo(host);
    links.forEach(link -> link.send(moveTo));
    closeWhenGone(loop.nanos() + grace.toNanos(), drained);
  }

  private void closeWhenGone(long atMostNanos, CompletableFuture<Void> drained) {
    if (!links.isEmpty() && loop.nanos() - atMostNanos < 0) {
      loop.after(DRAIN_STEP, () -> closeWhenGone(atMostNanos, drained));
      return;
    }
    var all = List.copyOf(links);
    var steps = (int) Math.max(1, limits.drainSpread().dividedBy(DRAIN_STEP));
    closeSome(all, 0, Math.max(1, (all.size() + steps - 1) / steps), drained);
  }

  private void closeSome(List<Link> all, int from, int many, CompletableFuture<Void> drained) {
    var to = Math.min(all.size(), from + many);
    all.subList(from, to).forEach(l -> l.wire().close(CloseCode.RESTART, "this host restarts"));
    if (to == all.size()) {
      stopped = true;
      loop.after(Duration.ofMillis(100), () -> drained.complete(null));
    } else {
      loop.after(DRAIN_STEP, () -> closeSome(all, to, many, drained));
    }
  }

  private void stayAwake() {
    if (!stopped) {
      wakefulness.look();
      loop.after(Wakefulness.LOOK_EVERY, this::stayAwake);
    }
  }

  private void tick() {
    if (stopped) {
      return;
    }
    var now = loop.nanos();
    for (var link : List.copyOf(links)) {
      link.closeIfSilent(limits, now);
    }
    here.all().forEach(codes::renew);
    here.sweep(now);
    sessions.tick();
    hostsChanged(hosts.changed());
    if (++ticks % PURGE_EVERY_TICKS == 0) {
      purges.add("all");
    }
    loop.after(TICK, this::tick);
  }

  private void hostsChanged(Set<String> changed) {
    if (!changed.isEmpty()) {
      presences.hostsChanged(changed);
      arriving.hideOf(changed, hosts::isAlive);
    }
  }
}
