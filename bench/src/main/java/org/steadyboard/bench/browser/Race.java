package org.steadyboard.bench.browser;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.steadyboard.bench.browser.Choice.Pace;
import org.steadyboard.bench.browser.Choice.Word;
import org.steadyboard.bench.steer.Sockets;

/**
 * Asks {@code /api/host} of all hosts at once (race.ts in the web UI). Ends as soon as enough has
 * been heard, a little after it nearly has, or at its limit. On the event loop only.
 */
final class Race {

  private static final int LIMIT_MILLIS = 1500;
  private static final int GRACE_MILLIS = 200;
  private static final int A_FAULT = 500;

  private final Sockets sockets;
  private final List<HostDoor> hosts;
  private final String ours;
  private final Map<String, Word> answers = new HashMap<>();
  private final Promise<Map<String, Word>> end = Promise.promise();
  private int underWay;
  private boolean soon;

  private Race(Sockets sockets, List<HostDoor> hosts, String ours) {
    this.sockets = sockets;
    this.hosts = hosts;
    this.ours = ours;
    this.underWay = hosts.size();
  }

  /** What those said that answered. */
  static Future<Map<String, Word>> run(Sockets sockets, List<HostDoor> hosts, String ours) {
    var race = new Race(sockets, hosts, ours);
    sockets.after(LIMIT_MILLIS, race::over);
    hosts.forEach(race::ask);
    return race.end.future();
  }

  private void ask(HostDoor host) {
    sockets
        .get(host.apiPort(), "/api/host", LIMIT_MILLIS)
        .onSuccess(
            answer -> {
              var isGood = answer.status() < A_FAULT && answer.json().getBoolean("serving", true);
              answers.put(host.id(), isGood ? Word.SERVES : Word.NO_GOOD);
              var pace = Choice.pace(ours, answers, hosts.size());
              if (pace == Pace.OVER) {
                over();
              } else if (pace == Pace.SOON && !soon) {
                soon = true;
                sockets.after(GRACE_MILLIS, this::over);
              }
            })
        .onComplete(
            answered -> {
              if (--underWay == 0) {
                over();
              }
            });
  }

  private void over() {
    end.tryComplete(Map.copyOf(answers));
  }
}
