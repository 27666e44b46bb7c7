package org.steadyboard.host.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkerTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Pace PACE =
      new Pace(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(500));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final BlockingQueue<Duration> waits = new LinkedBlockingQueue<>();
  private Worker worker;

  @AfterEach
  void everyWorkerEnds() throws Exception {
    worker.close();
    assertThat(worker.awaitEnd(SOON)).isTrue();
  }

  /** Throws what it is given, one a run, and goes well when nothing is left. */
  private static Worker.Work throwing(Throwable... failures) {
    Queue<Throwable> left = new ArrayDeque<>(List.of(failures));
    return () -> {
      switch (left.poll()) {
        case null -> {}
        case Exception e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new AssertionError(e);
      }
    };
  }

  static Stream<Throwable> noFailureEndsIt() {
    return Stream.of(
        new SQLException("the database is away"),
        new Exception("checked"),
        new IllegalStateException("a fault"),
        new AssertionError("an error"),
        new OutOfMemoryError("no memory"),
        new StackOverflowError("too deep"));
  }

  @ParameterizedTest
  @MethodSource
  void noFailureEndsIt(Throwable failure) throws Exception {
    start(throwing(failure));
    assertWaits(200, 100, 100);
  }

  @Test
  void failuresInARowWaitLongerAndARunThatGoesWellForgivesThem() throws Exception {
    var fault = new IllegalStateException();
    var runs = new AtomicInteger();
    start(
        () -> {
          if (runs.incrementAndGet() % 5 != 0) {
            throw fault;
          }
        });
    assertWaits(200, 400, 500, 500, 100, 200, 400, 500, 500, 100);
  }

  @Test
  void whatNobodyExpectedIsLoggedInFullOnceAndCounted() throws Exception {
    var fault = new IllegalStateException("a fault");
    try (var log = new Logged(Faults.class);
        var said = new Logged(Worker.class)) {
      start(throwing(fault, fault, fault));
      assertWaits(200, 400, 500, 100);
      assertThat(log.inFull()).containsExactly(fault);
      assertThat(counted()).isEqualTo(3);
      assertThat(said.warnings()).isZero();
    }
  }

  @Test
  void whatIsExpectedIsALineForEachOutageAndNotCounted() throws Exception {
    var away = new SQLException("away");
    var full = new SQLException("full");
    var turns = new AtomicInteger();
    var outage = List.of(away, away, full, full);
    try (var log = new Logged(Faults.class);
        var said = new Logged(Worker.class)) {
      start(
          () -> {
            var turn = turns.getAndIncrement();
            if (turn % 5 < 4 && turn < 10) {
              throw outage.get(turn % 5);
            }
          });
      assertWaits(200, 400, 500, 500, 100, 200, 400, 500, 500, 100, 100);
      assertThat(said.warnings()).isEqualTo(4);
      assertThat(said.inFull()).isEmpty();
      assertThat(log.inFull()).isEmpty();
      assertThat(counted()).isZero();
    }
  }

  @Test
  void aLogThatFailsEndsNothing() throws Exception {
    var unspeakable =
        new IllegalStateException("never read") {
          private static final long serialVersionUID = 1;

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new OutOfMemoryError("no memory to say it");
          }
        };
    start(throwing(unspeakable));
    assertWaits(200, 100);
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    var runner = new LinkedBlockingQueue<Thread>();
    start(
        () -> {
          runner.add(Thread.currentThread());
          new CountDownLatch(1).await();
        });
    runner.poll(SOON.toSeconds(), TimeUnit.SECONDS).interrupt();
    assertThat(worker.awaitEnd(SOON)).isTrue();
    assertThat(waits).isEmpty();
  }

  @Test
  void anInterruptThatARunKeptToItselfEndsIt() throws Exception {
    start(() -> Thread.currentThread().interrupt());
    assertThat(worker.awaitEnd(SOON)).isTrue();
  }

  @Test
  void closingEndsARunThatWaits() throws Exception {
    var begun = new CountDownLatch(1);
    start(
        () -> {
          begun.countDown();
          new CountDownLatch(1).await();
        });
    assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    worker.close();
    assertThat(worker.awaitEnd(SOON)).isTrue();
  }

  @Test
  void closingEndsTheWaitBetweenRuns() throws Exception {
    var ran = new CountDownLatch(1);
    var daily = new Pace(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
    worker = new Worker("daily", daily, Set.of(), meters, ran::countDown).start();
    assertThat(ran.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    worker.close();
    assertThat(worker.awaitEnd(SOON)).isTrue();
  }

  @Test
  void whatItsOwnCloseTearsIsNoFault() throws Exception {
    var begun = new CountDownLatch(1);
    try (var log = new Logged(Faults.class)) {
      start(
          () -> {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              throw new IllegalStateException("as a library may answer an interrupt", e);
            }
          });
      assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      worker.close();
      assertThat(worker.awaitEnd(SOON)).isTrue();
      assertThat(log.inFull()).isEmpty();
      assertThat(counted()).isZero();
    }
  }

  @Test
  void workThatIsDoneEndsItselfAndItsLastFaultIsStillTold() throws Exception {
    var fault = new IllegalStateException("after the end");
    try (var log = new Logged(Faults.class)) {
      start(
          () -> {
            worker.end();
            throw fault;
          });
      assertThat(worker.awaitEnd(SOON)).isTrue();
      assertThat(log.inFull()).containsExactly(fault);
      assertThat(waits).isEmpty();
    }
  }

  @Test
  void oneThatWasClosedBeforeItBeganDoesNothing() throws Exception {
    var runs = new AtomicInteger();
    worker = worker(runs::incrementAndGet);
    worker.close();
    worker.start();
    assertThat(worker.awaitEnd(SOON)).isTrue();
    assertThat(runs).hasValue(0);
  }

  private void start(Worker.Work work) {
    worker = worker(work);
    worker.start();
  }

  private Worker worker(Worker.Work work) {
    return new Worker(
        "test", PACE, Set.of(SQLException.class), new Faults("test", meters), work, waits::add);
  }

  private void assertWaits(int... millis) throws InterruptedException {
    for (var expected : millis) {
      assertThat(waits.poll(SOON.toSeconds(), TimeUnit.SECONDS))
          .isEqualTo(Duration.ofMillis(expected));
    }
  }

  private double counted() {
    return meters.get(Faults.METER).tag("name", "test").counter().count();
  }
}
