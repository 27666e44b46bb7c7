package org.steadyboard.board.desk;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.TeacherHere;
import org.steadyboard.board.limit.Limits;
import org.steadyboard.board.link.TeacherLink;
import org.steadyboard.board.listing.Rosters;
import org.steadyboard.board.loop.Attempt;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BothMessages;
import org.steadyboard.board.message.TeacherMessages;
import org.steadyboard.board.message.TeacherMessages.ChangeStage;
import org.steadyboard.board.message.TeacherMessages.FromTeacher;
import org.steadyboard.board.message.TeacherMessages.Hello;
import org.steadyboard.board.message.TeacherMessages.Pair;
import org.steadyboard.board.message.TeacherMessages.Ping;
import org.steadyboard.board.message.TeacherMessages.Pointer;
import org.steadyboard.board.message.TeacherMessages.Unpair;
import org.steadyboard.board.pairing.Guesses;
import org.steadyboard.board.pairing.PairOutcome;
import org.steadyboard.board.pairing.PairOutcome.Denied;
import org.steadyboard.board.pairing.PairOutcome.Paired;
import org.steadyboard.board.pairing.PairingStore;
import org.steadyboard.board.pairing.PairingStore.Wish;
import org.steadyboard.board.pairing.Pairings;
import org.steadyboard.board.pointing.FarPointers;
import org.steadyboard.board.pointing.Pointers;
import org.steadyboard.board.presence.Presences;
import org.steadyboard.board.proof.PairCode;
import org.steadyboard.board.steering.StageWriter;
import org.steadyboard.host.error.ProblemCode;

/** Serves teachers. */
final class TeacherDesk {

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
  private final Settled settled;
  private final Guesses guesses;

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
      Settled settled,
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
    this.settled = settled;
    this.guesses = new Guesses(limits, clock);
  }

  void says(TeacherLink link, FromTeacher message) {
    switch (message) {
      case ChangeStage change -> link.inOrder(() -> change(link, change));
      case Pointer pointer -> link.inOrder(() -> point(link, pointer));
      case Hello hello -> hello(link);
      case Pair pair -> link.inOrder(() -> settled.act(link, () -> pair(link, pair)));
      case Unpair unpair ->
          link.inOrder(() -> settled.act(link, () -> unpair(link, unpair.boardId())));
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
    var teacher = teachers.get(link.who().accountId());
    if (board(link, change.boardId()) != null) {
      writer.add(change, link);
    } else if (teacher != null && teacher.awaitsList()) {
      // It may have been paired just now: the list that is on its way tells.
      teacher.afterList(() -> changeIfPaired(link, change));
    } else {
      changeIfPaired(link, change);
    }
  }

  private void changeIfPaired(TeacherLink link, ChangeStage change) {
    if (board(link, change.boardId()) == null) {
      link.send(TeacherMessages.commandRefused(change.commandId(), ProblemCode.NOT_PAIRED));
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
    } else if (presences.seenBy(board) != null || !pointer.visible()) {
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
        () -> store.unpair(boardId, accountId, clock.instant(), limits.changeWithin()),
        outcome -> {
          if (outcome.succeeded()) {
            pairings.changed(boardId, accountId);
          } else {
            link.send(BothMessages.problem(refusal(outcome.cause())));
          }
        });
  }

  private void pair(TeacherLink link, Pair pair) {
    if (!guesses.begin(link.who().accountId(), link.network())) {
      link.send(TeacherMessages.requestRefused(pair.requestId(), ProblemCode.TOO_MANY_ATTEMPTS));
      return;
    }
    if (!PairCode.isWellFormed(pair.code())) {
      deny(link, pair, Denied.UNKNOWN_CODE);
      return;
    }
    var wish =
        new Wish(
            link.who().accountId(),
            pair.requestId(),
            pair.code(),
            pair.name(),
            clock.instant(),
            clock.instant().plus(limits.changeWithin()));
    Attempt.on(
        loop,
        limits.changeWithin(),
        () -> store.pair(wish),
        outcome -> {
          if (outcome.succeeded()) {
            answer(link, pair, outcome.result());
          } else {
            guesses.notJudged(link.who().accountId(), link.network());
            link.send(TeacherMessages.requestRefused(pair.requestId(), refusal(outcome.cause())));
          }
        });
  }

  private void answer(TeacherLink link, Pair pair, PairOutcome outcome) {
    switch (outcome) {
      case Paired paired -> {
        guesses.right(link.network());
        link.send(TeacherMessages.paired(pair.requestId(), paired.boardId()));
        pairings.changed(paired.boardId(), link.who().accountId());
      }
      case Denied why -> deny(link, pair, why);
    }
  }

  private void deny(TeacherLink link, Pair pair, Denied why) {
    if (why != Denied.UNKNOWN_CODE && why != Denied.EXPIRED_CODE) {
      guesses.right(link.network());
    }
    link.send(
        why == Denied.UNKNOWN_CODE && PairCode.isOfOtherHost(pair.code(), slot)
            ? TeacherMessages.refusedForOtherHost(pair.requestId(), PairCode.slot(pair.code()))
            : TeacherMessages.requestRefused(pair.requestId(), refusal(why)));
  }

  private BoardHere board(TeacherLink link, UUID boardId) {
    var teacher = teachers.get(link.who().accountId());
    return teacher == null ? null : teacher.boards().get(boardId);
  }

  private static void notPaired(TeacherLink link) {
    link.send(BothMessages.problem(ProblemCode.NOT_PAIRED));
  }

  private static ProblemCode refusal(Denied why) {
    return switch (why) {
      case UNKNOWN_CODE -> ProblemCode.UNKNOWN_CODE;
      case EXPIRED_CODE -> ProblemCode.EXPIRED_CODE;
      case TOO_MANY_BOARDS -> ProblemCode.TOO_MANY_BOARDS;
      case TOO_MANY_TEACHERS -> ProblemCode.TOO_MANY_TEACHERS;
    };
  }

  private ProblemCode refusal(Throwable failure) {
    var meaning = Attempt.meaning(failure);
    if (meaning == ProblemCode.INTERNAL) {
      loop.fault(failure);
    }
    return meaning;
  }
}
