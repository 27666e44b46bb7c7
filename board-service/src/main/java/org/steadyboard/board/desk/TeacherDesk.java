package org.steadyboard.board.desk;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.steadyboard.board.limit.GuessLimit;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.loop.Attempt;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.message.Refusal;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.message.TeacherMessages.FromTeacher;
import org.steadyboard.board.message.TeacherMessages.Hello;
import org.steadyboard.board.message.TeacherMessages.Pair;
import org.steadyboard.board.message.TeacherMessages.Ping;
import org.steadyboard.board.message.TeacherMessages.Pointer;
import org.steadyboard.board.message.TeacherMessages.Unpair;
import org.steadyboard.board.pairing.PairCode;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.pairing.PairingStore.Answer;
import org.steadyboard.board.pairing.PairingStore.Wish;
import org.steadyboard.board.pointing.FarPointers;
import org.steadyboard.board.steering.StageWriter;

/** Serves teachers. */
final class TeacherDesk {

  private static final Logger LOG = Logger.getLogger(TeacherDesk.class);

  private final Loop loop;
  private final Clock clock;
  private final Limits limits;
  private final Map<UUID, TeacherHere> teachers;
  private final Rosters rosters;
  private final Pairings pairings;
  private final PairingStore store;
  private final StageWriter writer;
  private final Presences presences;
  private final Pointers pointers;
  private final FarPointers farPointers;
  private final int slot;
  private final GuessLimit accountGuesses;
  private final GuessLimit addressGuesses;

  TeacherDesk(
      Loop loop,
      Clock clock,
      Limits limits,
      Map<UUID, TeacherHere> teachers,
      Rosters rosters,
      Pairings pairings,
      PairingStore store,
      StageWriter writer,
      Presences presences,
      Pointers pointers,
      FarPointers farPointers,
      int slot) {
    this.loop = loop;
    this.clock = clock;
    this.limits = limits;
    this.teachers = teachers;
    this.rosters = rosters;
    this.pairings = pairings;
    this.store = store;
    this.writer = writer;
    this.presences = presences;
    this.pointers = pointers;
    this.farPointers = farPointers;
    this.slot = slot;
    var window = limits.wrongCodesWindow();
    this.accountGuesses = new GuessLimit(limits.wrongCodesPerAccount(), window, clock);
    this.addressGuesses = new GuessLimit(limits.wrongCodesPerAddress(), window, clock);
  }

  void says(TeacherLink link, FromTeacher message) {
    switch (message) {
      case ChangeStage change -> link.inOrder(() -> change(link, change));
      case Pointer pointer -> link.inOrder(() -> point(link, pointer));
      case Hello hello -> hello(link);
      case Pair pair -> link.inOrder(() -> pair(link, pair));
      case Unpair unpair -> link.inOrder(() -> unpair(link, unpair.boardId()));
      case Ping ping -> link.send(BothMessages.PONG);
    }
  }

  void gone(TeacherLink link) {
    var teacher = teachers.get(link.who().accountId());
    if (teacher != null && teacher.links().remove(link) && teacher.links().isEmpty()) {
      rosters.leave(teacher);
      teachers.remove(teacher.accountId());
    }
  }

  private void hello(TeacherLink link) {
    var teacher = teachers.computeIfAbsent(link.who().accountId(), TeacherHere::new);
    teacher.links().add(link);
    rosters.read(teacher);
  }

  private void change(TeacherLink link, ChangeStage change) {
    if (board(link, change.boardId()) == null) {
      link.send(TeacherMessages.commandRefused(change.commandId(), Refusal.NOT_PAIRED));
    } else {
      writer.add(change, link);
    }
  }

  private void point(TeacherLink link, Pointer pointer) {
    var board = board(link, pointer.boardId());
    if (board == null) {
      notPaired(link);
    } else if (board.link() != null) {
      pointers.move(board.link(), pointer);
    } else if (presences.isConnected(board) || !pointer.visible()) {
      farPointers.move(pointer);
    }
  }

  private void unpair(TeacherLink link, UUID boardId) {
    if (board(link, boardId) == null) {
      notPaired(link);
      return;
    }
    var accountId = link.who().accountId();
    Attempt.on(
        loop,
        limits.changeWithin(),
        store.unpair(boardId, accountId, clock.instant()),
        outcome -> {
          if (outcome.succeeded()) {
            pairings.changed(boardId, accountId);
          } else {
            var refusal = refusal(outcome.cause());
            link.send(BothMessages.problem(refusal.code(), refusal.detail()));
          }
        });
  }

  private void pair(TeacherLink link, Pair pair) {
    var account = link.who().accountId().toString();
    if (!accountGuesses.allows(account) || !addressGuesses.allows(link.address())) {
      link.send(TeacherMessages.requestRefused(pair.requestId(), Refusal.TOO_MANY_ATTEMPTS));
      return;
    }
    if (!PairCode.isWellFormed(pair.code())) {
      answer(link, pair, new Answer(null, Refusal.UNKNOWN_CODE));
      return;
    }
    var wish =
        new Wish(
            link.who().accountId(), pair.requestId(), pair.code(), pair.name(), clock.instant());
    Attempt.on(
        loop,
        limits.changeWithin(),
        store.pair(wish),
        outcome ->
            answer(
                link,
                pair,
                outcome.succeeded()
                    ? outcome.result()
                    : new Answer(null, refusal(outcome.cause()))));
  }

  private void answer(TeacherLink link, Pair pair, Answer answer) {
    if (answer.refusal() == null) {
      link.send(TeacherMessages.paired(pair.requestId(), answer.boardId()));
      pairings.changed(answer.boardId(), link.who().accountId());
      return;
    }
    if (answer.refusal() == Refusal.UNKNOWN_CODE || answer.refusal() == Refusal.EXPIRED_CODE) {
      accountGuesses.wrong(link.who().accountId().toString());
      addressGuesses.wrong(link.address());
    }
    link.send(
        answer.refusal() == Refusal.UNKNOWN_CODE && PairCode.isOfOtherHost(pair.code(), slot)
            ? TeacherMessages.refusedForOtherHost(pair.requestId(), PairCode.slot(pair.code()))
            : TeacherMessages.requestRefused(pair.requestId(), answer.refusal()));
  }

  private BoardHere board(TeacherLink link, UUID boardId) {
    var teacher = teachers.get(link.who().accountId());
    return teacher == null ? null : teacher.boards().get(boardId);
  }

  private static void notPaired(TeacherLink link) {
    link.send(BothMessages.problem(Refusal.NOT_PAIRED.code(), Refusal.NOT_PAIRED.detail()));
  }

  private static Refusal refusal(Throwable failure) {
    if (Attempt.mayHelpAgain(failure)) {
      return Refusal.DATABASE_AWAY;
    }
    LOG.error("A request was refused by the database", failure);
    return Refusal.INTERNAL;
  }
}
