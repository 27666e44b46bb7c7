package org.steadyboard.board.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.host.work.Faults;

class EventLoopTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private final EventLoop loop = new EventLoop(vertx, new Faults("test", meters));

  @AfterEach
  void stop() {
    vertx.close();
  }

  @Test
  void aTaskThatThrowsIsAFaultAndTheNextOneRuns() throws InterruptedException {
    var after = new CountDownLatch(3);
    loop.execute(
        () -> {
          throw new IllegalStateException("a task");
        });
    loop.execute(after::countDown);
    loop.after(
        Duration.ofMillis(1),
        () -> {
          after.countDown();
          throw new IllegalStateException("a timer");
        });
    loop.after(Duration.ofMillis(2), after::countDown);

    assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(faults()).isEqualTo(2);
  }

  @Test
  void soIsOneThatNeverEnds() throws InterruptedException {
    var after = new CountDownLatch(1);
    loop.execute(EventLoopTest::endless);
    loop.execute(after::countDown);

    assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(faults()).isEqualTo(1);
  }

  private static int endless() {
    return 1 + endless();
  }

  private double faults() {
    return meters.get(Faults.METER).tag("name", "test").counter().count();
  }
}
