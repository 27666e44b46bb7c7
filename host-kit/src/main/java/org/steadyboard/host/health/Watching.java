package org.steadyboard.host.health;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.steadyboard.host.work.Pace;
import org.steadyboard.host.work.Worker;

/**
 * The two threads that look after a host's health: one judges, from its making to its close; the
 * other tries the database out, once that is prepared.
 *
 * <p>A plain class: {@link HealthWatch} runs it in a service.
 */
public final class Watching implements AutoCloseable {

  /** Often enough that little is added to the patience before trouble is told. */
  private static final int JUDGEMENTS_WITHIN_PATIENCE = 8;

  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final DatabaseProbe probe;
  private final Worker probing;
  private final Worker judging;

  /**
   * How often to look, and how long to bear silence.
   *
   * @param beatEvery between two beats of the pulse
   */
  public record Times(Duration lookEvery, Duration beatEvery, Duration patience) {}

  /**
   * @param connections for this alone; a connection may be slow to come, but must give up some time
   * @param tables those that must take writes, as {@code schema.table}
   */
  public Watching(
      HostHealth health,
      Callable<Connection> connections,
      Pulse pulse,
      List<String> tables,
      Times times,
      MeterRegistry meters) {
    this.probe =
        new DatabaseProbe(
            connections,
            health,
            pulse,
            times.beatEvery(),
            tables,
            Clock.systemUTC(),
            System::nanoTime);
    this.probing = worker("health-probe", times.lookEvery(), meters, probe::look);
    this.judging =
        worker(
                "health-judge",
                times.patience().dividedBy(JUDGEMENTS_WITHIN_PATIENCE),
                meters,
                health::judge)
            .start();
  }

  /** Begins to try the database out: its schema stands. */
  public Watching probe() {
    probing.start();
    return this;
  }

  private static Worker worker(
      String name, Duration every, MeterRegistry meters, Worker.Work work) {
    var pace = new Pace(every, every, AFTER_FAULT.compareTo(every) > 0 ? AFTER_FAULT : every);
    return new Worker(name, pace, Set.of(), meters, work);
  }

  @Override
  public void close() {
    judging.close();
    probing.close();
    probe.close();
  }
}
