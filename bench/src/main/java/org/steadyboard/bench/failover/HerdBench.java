package org.steadyboard.bench.failover;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.benchmark.Benchmark;
import org.steadyboard.bench.benchmark.Options;
import org.steadyboard.bench.benchmark.Setup;
import org.steadyboard.bench.browser.HostDoor;
import org.steadyboard.bench.browser.Page;
import org.steadyboard.bench.machine.ProcessorUse;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Report;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School.PairedBoard;
import org.steadyboard.bench.steer.Sockets;
import org.steadyboard.bench.timing.Latencies;

/** All boards of a host that dies come to the one that is left. */
public final class HerdBench implements Benchmark {

  private static final int BOARDS = 10_000;
  private static final int A_SECOND = 200;
  private static final int ROUNDS = 5;
  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long BETWEEN_LOOKS_MILLIS = 50;
  private static final double BACK_AIM_MILLIS = 10_000;
  private static final double GREETING_AIM_MILLIS = 5_000;

  /** As in {@link FailoverBench}. */
  private static final Logger VERTX = Logger.getLogger("io.vertx");

  @Override
  public String name() {
    return "herd";
  }

  @Override
  public String about() {
    return "many idle boards of a host that is killed all come to the other one [--boards N]";
  }

  @Override
  public int hosts(Options options) {
    return 2;
  }

  @Override
  public void run(Setup setup, Report report) throws Exception {
    VERTX.setLevel(Level.OFF);
    var hosts = setup.hosts();
    var count = setup.options().number("boards", BOARDS);
    List<PairedBoard> identities;
    try (var connection = hosts.b().postgres().connect()) {
      identities =
          new org.steadyboard.bench.rows.School(hosts.b().sessionKey()).pairs(connection, count);
    }
    hosts.awaitEqual();
    var doors =
        hosts.all().stream()
            .map(
                host ->
                    new HostDoor(
                        host.id(), host.boardService().port(), host.lessonService().port()))
            .toList();
    var port = doors.getFirst().socketPort();
    try (var sockets = new Sockets(port, port, hosts.a().origin())) {
      var boards =
          IntStream.range(0, count)
              .mapToObj(i -> board(sockets, doors, identities.get(i), i))
              .toList();
      report.progress("%,d boards come to host a".formatted(count));
      enter(sockets, boards, doors.getFirst());
      Thread.sleep(REST);
      report.progress("host a is killed");
      var use = ProcessorUse.of(hosts);
      var dialsBefore = dials(sockets, boards);
      var killed = System.nanoTime();
      hosts.a().kill();
      var back = awaitAt(sockets, boards, doors.getLast());
      var section =
          new Section(
              "Herd: %,d boards of a host that is killed".formatted(count),
              "idle, paired, heard of every 1.5 s, straight to board-service (%s); SIGKILL of all parts of host a"
                  .formatted(hosts.b().boardService().memoryOptions()));
      write(sockets, boards, killed, section);
      section
          .figure(
              "tries to connect, for a board",
              (dials(sockets, boards) - dialsBefore) / (double) count,
              "")
          .figure("boards that are not back", count - back, "", Aim.exactly(0));
      use.writeTo(section);
      report.add(section);
      sockets.onLoop(() -> boards.forEach(BoardSeat::stop));
    }
  }

  private static BoardSeat board(
      Sockets sockets, List<HostDoor> doors, PairedBoard identity, int number) {
    var page = new Page(sockets, doors, doors.getFirst(), new Random(number));
    return new BoardSeat(page, identity, (pageId, nanos) -> {});
  }

  /** One after the other, as classrooms are opened. */
  private static void enter(Sockets sockets, List<BoardSeat> boards, HostDoor host)
      throws InterruptedException {
    sockets.onLoop(
        () -> {
          for (var i = 0; i < boards.size(); i++) {
            sockets.after(1 + 1000L * i / A_SECOND, boards.get(i)::start);
          }
        });
    Thread.sleep(1000L * boards.size() / A_SECOND);
    for (var round = 0; awaitAt(sockets, boards, host) < boards.size(); round++) {
      if (round == ROUNDS) {
        throw new BenchFailure("not all boards came to host a");
      }
      // A cold host may have been given up while all came in.
      sockets.onLoop(
          () ->
              boards.stream()
                  .filter(board -> !board.host().equals(host))
                  .forEach(board -> board.moveOver(host)));
    }
  }

  /** How many are greeted there, as soon as it is all of them, or there was time enough. */
  private static long awaitAt(Sockets sockets, List<BoardSeat> boards, HostDoor host)
      throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var there =
          sockets.ask(
              () ->
                  boards.stream()
                      .filter(board -> board.isOnline() && board.host().equals(host))
                      .count());
      if (there == boards.size() || System.nanoTime() > deadline) {
        return there;
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private static void write(Sockets sockets, List<BoardSeat> boards, long killed, Section section)
      throws InterruptedException {
    var back = latencies(sockets, boards, board -> board.onlineNanos() - killed);
    var greeting = latencies(sockets, boards, BoardSeat::greetingNanos);
    section
        .figure("back after the kill, p50", back.millisAt(50), "ms")
        .figure("back after the kill, p99", back.millisAt(99), "ms")
        .figure("back after the kill, the last", back.maxMillis(), "ms", Aim.below(BACK_AIM_MILLIS))
        .figure("from knocking to being greeted, p50", greeting.millisAt(50), "ms")
        .figure("from knocking to being greeted, p99", greeting.millisAt(99), "ms")
        .figure(
            "from knocking to being greeted, the longest",
            greeting.maxMillis(),
            "ms",
            Aim.below(GREETING_AIM_MILLIS));
  }

  private static Latencies latencies(
      Sockets sockets, List<BoardSeat> boards, ToLongFunction<BoardSeat> of)
      throws InterruptedException {
    return sockets.ask(
        () -> {
          var latencies = new Latencies();
          boards.stream()
              .filter(BoardSeat::isOnline)
              .forEach(b -> latencies.record(of.applyAsLong(b)));
          return latencies;
        });
  }

  private static long dials(Sockets sockets, List<BoardSeat> boards) throws InterruptedException {
    return sockets.ask(() -> boards.stream().mapToLong(BoardSeat::dials).sum());
  }
}
