package org.steadyboard.bench.fuzz;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.Host;

/**
 * Several workers that say nonsense to hosts for a while, each by a seed of its own. What they say
 * is decided by the seed, and by the ids that answers held: so an offence is told by its bytes.
 */
final class Storm {

  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** A request that does not end is left alone soon. */
  private static final Duration UNFINISHED = Duration.ofMillis(200);

  /** Requests disable accounts and end sessions; then others take their place. */
  private static final Duration RENEW_EVERY = Duration.ofSeconds(5);

  /** Of every so many things that a worker does, one is a talk over a websocket. */
  private static final int ONE_TALK_IN = 6;

  private final List<Host> hosts;
  private final List<Route> routes;
  private final long seed;
  private final int workersAHost;
  private final Tally tally = new Tally();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicReference<Throwable> fault = new AtomicReference<>();
  private final CountDownLatch failed = new CountDownLatch(1);

  Storm(List<Host> hosts, List<Route> routes, long seed, int workersAHost) {
    this.hosts = hosts;
    this.routes = routes;
    this.seed = seed;
    this.workersAHost = workersAHost;
  }

  Tally tally() {
    return tally;
  }

  /** Returns when the time is over and all workers have heard their last answer. */
  void run(Duration duration) throws SQLException, InterruptedException {
    var end = System.nanoTime() + duration.toNanos();
    // Both hosts' people are known on both, once their rows have arrived.
    var cast = new Cast(hosts.getFirst());
    cast.renew();
    var harvest = new Harvest();
    var workers = new ArrayList<Thread>();
    for (var host : hosts) {
      for (var i = 0; i < workersAHost; i++) {
        var pieces = new Pieces(new SplittableRandom(seed * 64 + workers.size()), harvest);
        workers.add(Thread.ofVirtual().start(() -> work(host, pieces, cast, harvest)));
      }
    }
    while (System.nanoTime() < end && failed.getCount() > 0) {
      var rest = Math.min(RENEW_EVERY.toNanos(), end - System.nanoTime());
      if (!failed.await(rest, TimeUnit.NANOSECONDS)) {
        cast.renew();
      }
    }
    over.set(true);
    for (var worker : workers) {
      worker.join();
    }
    if (fault.get() != null) {
      throw new BenchFailure("a worker failed: " + fault.get(), fault.get());
    }
  }

  private void work(Host host, Pieces pieces, Cast cast, Harvest harvest) {
    var requests = new Requests(pieces, host, cast);
    var talks = new Talks(pieces, host, cast);
    try {
      while (!over.get()) {
        if (pieces.upTo(ONE_TALK_IN) == 0) {
          talk(talks);
        } else {
          ask(requests.of(pieces.one(routes)), harvest);
        }
      }
    } catch (RuntimeException | Error e) {
      fault.compareAndSet(null, e);
      failed.countDown();
    }
  }

  private void talk(Talks talks) {
    try {
      talks.hold(tally);
    } catch (IOException refused) {
      // Nobody answers at the port: the pids tell it at the end.
    }
  }

  private void ask(Attempt attempt, Harvest harvest) {
    Answer answer;
    try (var wire = new Wire(attempt.port())) {
      wire.say(attempt.bytes());
      var heard = wire.hear(attempt.whole() ? ANSWER : UNFINISHED, Wire.MOST_HEARD);
      answer = Answer.parse(heard, wire.timedOut() && attempt.whole());
    } catch (IOException refused) {
      answer = new Answer(Answer.CLOSED, "", "");
    }
    harvest.read(answer.body());
    tally.count(
        attempt,
        answer.statusName(),
        attempt.asksForTheHeadAlone() ? Verdict.ofHead(answer) : Verdict.of(answer));
  }
}
