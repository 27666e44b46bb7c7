package org.steadyboard.bench.steer;

import java.time.Duration;
import java.util.List;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.rows.School.PairedBoard;

/** Pairs that are connected, their sockets, and what is counted of them. */
final class Classroom implements AutoCloseable {

  private static final Duration PING_EVERY = Duration.ofSeconds(20);
  private static final Duration SETTLING = Duration.ofSeconds(10);
  private static final long BETWEEN_LOOKS_MILLIS = 20;

  private final Sockets sockets;
  private final Tally tally = new Tally();
  private final List<Pair> pairs;

  private Classroom(Sockets sockets, List<PairedBoard> identities, Way way)
      throws InterruptedException {
    this.sockets = sockets;
    this.pairs =
        sockets.openAll(identities, identity -> Pair.connect(sockets, identity, way, tally));
    sockets.ping(pairs, PING_EVERY, Pair::ping);
  }

  /** Connects a teacher and a board for each identity; the sockets are the classroom's from now. */
  static Classroom enter(int port, String origin, List<PairedBoard> identities)
      throws InterruptedException {
    return enter(new Sockets(port, origin), identities, Way.OF_THE_TEACHER);
  }

  /** The same over sockets that know where to go. */
  static Classroom enter(Sockets sockets, List<PairedBoard> identities, Way way)
      throws InterruptedException {
    try {
      return new Classroom(sockets, identities, way);
    } catch (BenchFailure | InterruptedException e) {
      sockets.close();
      throw e;
    }
  }

  Sockets sockets() {
    return sockets;
  }

  List<Pair> pairs() {
    return pairs;
  }

  Tally tally() {
    return tally;
  }

  /** Waits until every change is answered and shown, or until that has had time enough. */
  void settle() throws InterruptedException {
    var deadline = System.nanoTime() + SETTLING.toNanos();
    while (System.nanoTime() < deadline) {
      if (sockets.ask(() -> pairs.stream().allMatch(pair -> pair.ledger().isSettled()))) {
        return;
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  /** What is still under way when there was time enough has failed. On the event loop. */
  List<Pair> giveUp() {
    pairs.forEach(pair -> pair.ledger().giveUp());
    return pairs;
  }

  /** The state of the books; to be asked when settled. */
  Verdict verdict() throws InterruptedException {
    return sockets.ask(
        () ->
            new Verdict(
                pairs.stream().filter(pair -> pair.ledger().hasLost()).count(),
                pairs.stream().mapToLong(pair -> pair.ledger().unanswered()).sum(),
                tally.refused,
                tally.disconnected,
                tally.overtaken));
  }

  @Override
  public void close() {
    sockets.onLoop(() -> pairs.forEach(Pair::leave));
    sockets.close();
  }

  @Override
  public String toString() {
    return "classroom";
  }
}
