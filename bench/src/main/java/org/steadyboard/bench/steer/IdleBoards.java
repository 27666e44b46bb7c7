package org.steadyboard.bench.steer;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.bench.machine.JvmMemory;
import org.steadyboard.bench.machine.Service;
import org.steadyboard.bench.report.Aim;
import org.steadyboard.bench.report.Section;
import org.steadyboard.bench.rows.School.PairedBoard;

/**
 * What a board costs that is connected, paired, and shows the same page all the time. The service
 * has served and lost boards before, so that its classes and caches are not counted as theirs.
 */
public final class IdleBoards {

  private static final int BEFORE = 500;
  private static final Duration PING_EVERY = Duration.ofSeconds(20);

  /** Longer than two pings of each board: what is only held for a moment is gone. */
  private static final Duration REST = Duration.ofSeconds(45);

  private static final double MOST_KIB = 12;

  private IdleBoards() {}

  static Section measure(Service service, String origin, List<PairedBoard> boards)
      throws Exception {
    connect(service, origin, boards.subList(0, Math.min(BEFORE, boards.size())), Duration.ZERO);
    var empty = JvmMemory.of(service.process());
    var full = connect(service, origin, boards, REST);
    double n = boards.size();
    return new Section(
            "%,d idle boards".formatted(boards.size()),
            """
            each paired, connected, and heard of every %d s; memory of board-service (%s) \
            after %d s, less that before"""
                .formatted(PING_EVERY.toSeconds(), service.memoryOptions(), REST.toSeconds()))
        .figure(
            "memory held by the system, after a full collection",
            (full.rssAfterGcKib() - empty.rssAfterGcKib()) / n,
            "KiB/board",
            Aim.below(MOST_KIB))
        .figure(
            "the same as it stands, garbage included",
            (full.rssKib() - empty.rssKib()) / n,
            "KiB/board")
        .figure("live objects on the heap", (full.heapKib() - empty.heapKib()) / n, "KiB/board")
        .figure("the whole service before", empty.rssAfterGcKib() / 1024.0, "MiB")
        .figure("the whole service with them", full.rssKib() / 1024.0, "MiB");
  }

  private static JvmMemory connect(
      Service service, String origin, List<PairedBoard> boards, Duration rest) throws Exception {
    return whileOpen(service.port(), origin, boards, rest, () -> JvmMemory.of(service.process()));
  }

  /**
   * Connects all of them to the host that answers at {@code port}, waits until each shows its page
   * and for {@code rest} more, and looks.
   */
  public static <T> T whileOpen(
      int port, String origin, List<PairedBoard> boards, Duration rest, Callable<T> look)
      throws Exception {
    try (var sockets = new Sockets(port, origin)) {
      var open = sockets.openAll(boards, board -> greet(sockets, board));
      sockets.ping(open, PING_EVERY, socket -> socket.writeTextMessage(Outgoing.PING));
      Thread.sleep(rest);
      if (sockets.ask(() -> open.stream().anyMatch(WebSocket::isClosed))) {
        throw new BenchFailure("an idle board was disconnected");
      }
      return look.call();
    }
  }

  private static Future<WebSocket> greet(Sockets sockets, PairedBoard board) {
    return sockets
        .board()
        .compose(
            socket -> {
              var shown = Promise.<WebSocket>promise();
              socket.textMessageHandler(
                  text -> {
                    if (Incoming.parse(text).type().equals("stage")) {
                      shown.tryComplete(socket);
                    }
                  });
              socket.closeHandler(closed -> shown.tryFail("a board was refused"));
              socket.writeTextMessage(Outgoing.boardHello(board.id(), board.secret()));
              return shown.future();
            });
  }
}
