package org.steadyboard.board.steering;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.loop.Attempt;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.StageRow;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.wake.Wakefulness;

/**
 * Brings changes to the database, many in one transaction, one transaction at a time: what arrives
 * while one commits makes the next. The changes of a board are applied in their order. "done" goes
 * out after the commit only; what cannot be committed in time is refused, and may have been applied
 * all the same: said again, it is harmless. Used on the loop only.
 *
 * <p>A command is never written as new when its teacher may have gone on elsewhere. So after this
 * process slept ({@link Wakefulness}) nothing is written until it has settled; then what it had
 * taken before the sleep is refused as busy, and said again by whoever is still here; what came
 * while it settled, and may have waited in a socket, is dropped when its connection has been closed
 * by then. Awake, a click counts though its connection is closed right after it. What reaches the
 * database too late, because one of them hung in between, is not written by it.
 */
public final class StageWriter {

  private static final Logger LOG = Logger.getLogger(StageWriter.class);

  /** A transaction that takes longer is told of. */
  private static final Duration SLOW = Duration.ofMillis(500);

  /** Without a commit for so long while changes wait, the database does not get on. */
  private static final Duration STUCK = Duration.ofMillis(1500);

  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(50);

  private final Loop loop;
  private final Clock clock;
  private final Wakefulness wakefulness;
  private final StageStore store;
  private final StageMemory memory;
  private final Limits limits;
  private final CommitMeters meters;
  private final Pace pace;
  private final BatchSize batchSize = new BatchSize();
  private ArrayDeque<Command> queue = new ArrayDeque<>();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean started;
  private boolean alone;
  private Map<UUID, List<Command>> committing = Map.of();

  /** Since when changes wait and none was committed; 0: none waits. Read by other threads too. */
  private volatile long waitingSinceNanos;

  /**
   * @param clock the one that the database of this host has too
   */
  public StageWriter(
      Loop loop,
      Clock clock,
      Wakefulness wakefulness,
      StageStore store,
      StageMemory memory,
      Limits limits,
      CommitMeters meters) {
    this.loop = loop;
    this.clock = clock;
    this.wakefulness = wakefulness;
    this.store = store;
    this.memory = memory;
    this.limits = limits;
    this.meters = meters;
    this.pace = new Pace(limits.commitsPerSecond(), limits.commitsAtOnce(), loop.nanos());
  }

  /** Takes a change of a teacher who may make it. */
  public void add(ChangeStage message, TeacherLink from) {
    wakefulness.look();
    if (queue.size() >= limits.maxQueuedChanges()) {
      refuse(message.commandId(), from, ProblemCode.BUSY);
      return;
    }
    queue.add(
        new Command(message.commandId(), message.boardId(), message.change(), from, loop.nanos()));
    next();
  }

  /** Changes that are not yet known to be on disk. */
  public int waiting() {
    return queue.size() + committing.values().stream().mapToInt(Collection::size).sum();
  }

  /** Whether changes wait and none gets through. From any thread. */
  public boolean isStuck() {
    var since = waitingSinceNanos;
    return since != 0 && loop.nanos() - since > STUCK.toNanos();
  }

  /** Whether a row of this board is being written: its revision is about to be known. */
  public boolean isCommitting(UUID boardId) {
    return committing.containsKey(boardId);
  }

  /** Runs {@code task} when what is being committed now is known. */
  public void afterCommit(Runnable task) {
    if (committing.isEmpty()) {
      task.run();
    } else {
      afterCommit.add(task);
    }
  }

  private void next() {
    if (started || queue.isEmpty()) {
      return;
    }
    started = true;
    startAfter(pace.untilNext(loop.nanos()));
  }

  private void startAfter(Duration wait) {
    if (wait.isZero()) {
      start();
    } else {
      loop.after(wait, this::start);
    }
  }

  private void start() {
    var settling = wakefulness.untilSettled();
    if (settling.isZero()) {
      commit();
    } else {
      startAfter(settling);
    }
  }

  private void commit() {
    var startNanos = loop.nanos();
    var commands = take();
    if (commands.isEmpty()) {
      // All that waited was refused.
      waitingSinceNanos = 0;
      started = false;
      guarded(() -> meters.queued(0));
      return;
    }
    pace.starts(startNanos);
    if (waitingSinceNanos == 0) {
      waitingSinceNanos = startNanos;
    }
    committing = commands;
    var deadline = clock.instant().plus(limits.changeWithin());
    Attempt.on(
        loop,
        limits.changeWithin(),
        () ->
            rowsOf(commands.keySet(), deadline)
                .map(rows -> folded(commands))
                .compose(folded -> write(folded, deadline)),
        outcome -> {
          guarded(() -> measure(commands, loop.nanos() - startNanos));
          end(outcome);
        });
  }

  /** What fails beside the writing must not end the writing. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      loop.fault(e);
    }
  }

  private void measure(Map<UUID, List<Command>> commands, long nanos) {
    meters.committed(commands.size(), nanos);
    var changes = commands.values().stream().mapToInt(Collection::size).sum();
    batchSize.learn(changes, Duration.ofNanos(nanos));
    if (nanos > SLOW.toNanos()) {
      meters.slow(commands.size(), nanos);
    }
  }

  private Map<UUID, List<Command>> take() {
    var taken = new LinkedHashMap<UUID, List<Command>>();
    var room = alone ? 1 : batchSize.now();
    while (room > 0 && !queue.isEmpty()) {
      var command = queue.poll();
      if (mayBeOvertaken(command)) {
        refuse(command.id(), command.from(), ProblemCode.BUSY);
      } else {
        taken.computeIfAbsent(command.boardId(), id -> new ArrayList<>(2)).add(command);
        room--;
      }
    }
    return taken;
  }

  private boolean mayBeOvertaken(Command command) {
    var since = command.sinceNanos();
    return wakefulness.sleptSince(since)
        || command.from().isClosed() && wakefulness.wasUnsettled(since);
  }

  /** Sees to it that the rows are in memory. */
  private Future<Void> rowsOf(Collection<UUID> boardIds, Instant deadline) {
    var missing = boardIds.stream().filter(id -> memory.known(id) == null).toList();
    if (missing.isEmpty()) {
      return Future.succeededFuture();
    }
    var read = Promise.<Void>promise();
    store
        .readOrCreate(missing, deadline)
        .onComplete(
            rows ->
                loop.execute(
                    () -> {
                      if (rows.failed()) {
                        read.fail(rows.cause());
                        return;
                      }
                      try {
                        rows.result().forEach(memory::learn);
                        read.complete();
                      } catch (RuntimeException e) {
                        read.fail(e);
                      }
                    }));
    return read.future();
  }

  private List<Folded> folded(Map<UUID, List<Command>> commands) {
    var folded = new ArrayList<Folded>(commands.size());
    commands.forEach(
        (boardId, all) -> {
          var row = memory.known(boardId);
          if (row != null) {
            folded.add(Folded.of(row, all));
          }
        });
    return folded;
  }

  private Future<List<Outcome>> write(List<Folded> folded, Instant deadline) {
    var changed = folded.stream().filter(Folded::changed).toList();
    var written =
        changed.isEmpty()
            ? Future.succeededFuture(Map.<UUID, Revision>of())
            : store.write(changed, deadline);
    return written.map(
        revisions ->
            folded.stream()
                .map(
                    f ->
                        new Outcome(
                            f, f.changed() ? revisions.get(f.row().boardId()) : f.row().revision()))
                .toList());
  }

  /**
   * @param revision that the row has now; null when another writer was faster, or it was too late
   */
  private record Outcome(Folded folded, Revision revision) {}

  private void end(AsyncResult<List<Outcome>> outcome) {
    var commands = committing;
    committing = Map.of();
    var pause = Duration.ZERO;
    try {
      if (outcome.succeeded()) {
        waitingSinceNanos = 0;
        alone = false;
        committed(commands, outcome.result());
      } else {
        pause = PAUSE_AFTER_FAILURE;
        failed(commands, outcome.cause());
      }
    } catch (RuntimeException e) {
      loop.fault(e);
    } finally {
      if (queue.isEmpty()) {
        waitingSinceNanos = 0;
      }
      goOnAfter(pause);
    }
    guarded(() -> meters.queued(queue.size()));
    afterCommit();
  }

  private void committed(Map<UUID, List<Command>> commands, List<Outcome> outcomes) {
    for (var one : outcomes) {
      if (one.revision() == null) {
        memory.forget(one.folded().row());
      } else {
        commands.remove(one.folded().row().boardId());
        tell(one.folded(), one.revision());
      }
    }
    sayAgain(commands, ProblemCode.BUSY);
  }

  private void goOnAfter(Duration pause) {
    if (pause.isZero()) {
      started = false;
      next();
    } else {
      loop.after(
          pause,
          () -> {
            started = false;
            next();
          });
    }
  }

  private void afterCommit() {
    var tasks = List.copyOf(afterCommit);
    afterCommit.clear();
    tasks.forEach(this::guarded);
  }

  private void failed(Map<UUID, List<Command>> commands, Throwable cause) {
    // Whether it was committed is not known: the rows tell, when they are read again.
    commands.keySet().stream().map(memory::known).filter(r -> r != null).forEach(memory::forget);
    var meaning = Attempt.meaning(cause);
    if (meaning != ProblemCode.INTERNAL) {
      LOG.debugf("Changes wait for the database: %s", cause);
      sayAgain(commands, meaning);
    } else if (commands.size() > 1) {
      LOG.warnf("A batch was refused, trying its changes alone: %s", cause.getMessage());
      alone = true;
      sayAgain(commands, ProblemCode.INTERNAL);
    } else {
      loop.fault(cause);
      commands
          .values()
          .forEach(all -> all.forEach(c -> refuse(c.id(), c.from(), ProblemCode.INTERNAL)));
    }
  }

  private void tell(Folded folded, Revision revision) {
    if (folded.changed()) {
      var row = new StageRow(folded.row().boardId(), folded.stage(), revision, folded.recent());
      guarded(() -> memory.learn(row));
    }
    for (var command : folded.done()) {
      command.from().send(TeacherMessages.done(command.id(), revision));
    }
    for (var command : folded.tooLarge()) {
      refuse(command.id(), command.from(), ProblemCode.TOO_LARGE);
    }
  }

  /** Puts commands back in front, in their order; those that waited too long are refused. */
  private void sayAgain(Map<UUID, List<Command>> commands, ProblemCode whenTooLate) {
    if (commands.isEmpty()) {
      return;
    }
    var again = new ArrayDeque<Command>(queue.size() + commands.size());
    commands.values().forEach(again::addAll);
    again.addAll(queue);
    var oldest = loop.nanos() - limits.changeWithin().toNanos();
    queue = new ArrayDeque<>(again.size());
    for (var command : again) {
      if (command.sinceNanos() - oldest < 0) {
        refuse(command.id(), command.from(), whenTooLate);
      } else {
        queue.add(command);
      }
    }
  }

  private static void refuse(UUID commandId, TeacherLink to, ProblemCode refusal) {
    to.send(TeacherMessages.commandRefused(commandId, refusal));
  }
}
