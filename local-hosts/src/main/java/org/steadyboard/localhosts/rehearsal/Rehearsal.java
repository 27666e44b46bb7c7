package org.steadyboard.localhosts.rehearsal;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.firstrun.DemoAccounts;
import org.steadyboard.localhosts.importing.HostApi;

/**
 * A morning at school in half a minute: everybody signs in, opens lessons, pairs boards, steers
 * them, and all of them come back again and again. The JVM writes down what of a service is used
 * much (<a href="https://openjdk.org/jeps/515">JEP 515</a>), and a service that starts from that is
 * quick at once: also when a whole school comes to it in one moment, because another host died or
 * is being restarted.
 */
public final class Rehearsal {
  /** As many as a teacher may pair within a minute. */
  private static final int BOARDS = 5;

  private static final int ROUNDS = 320;
  private static final int CLICKS = 1500;

  /** One connection may say 50 messages a second, 100 at once. */
  private static final int WINDOWS = 10;

  private static final int READINGS = 150;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String CODE = "code";
  private static final Pattern PICTURE = Pattern.compile("/media/[0-9a-f]{64}/[A-Za-z0-9._-]+");

  private final String origin;
  private final HostApi host;
  private final List<Board> boards = new ArrayList<>();
  private final UUID window = UUID.randomUUID();
  private String cookie;

  /** A board's page, and its present connection. */
  private static final class Board {
    private final String id = UUID.randomUUID().toString();
    private final String secret =
        (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    private Voice voice;

    JsonObject hello() {
      return new JsonObject()
          .put("type", "hello")
          .put("protocol", 1)
          .put("boardId", id)
          .put("secret", secret);
    }
  }

  /**
   * @param origin of the host, such as {@code http://localhost:8080}, with the demo accounts
   */
  public Rehearsal(String origin) {
    this.origin = origin;
    this.host = new HostApi(origin);
  }

  /**
   * @throws CommandFailure when the host does not do its part
   */
  public void run() throws IOException, InterruptedException {
    cookie = host.signIn(DemoAccounts.ALL.getLast().email(), DemoAccounts.PASSWORD);
    try {
      read();
      pairAll();
      steer();
      for (int round = 0; round < ROUNDS; round++) {
        comeBack();
      }
      steer();
    } finally {
      boards.stream().filter(board -> board.voice != null).forEach(board -> board.voice.close());
      host.signOut(cookie);
    }
  }

  private void read() throws IOException, InterruptedException {
    for (int i = 0; i < READINGS; i++) {
      get("/api/host");
      get("/api/hosts");
      get("/api/session");
      get("/api/boards");
      var roots = get("/api/nodes").getJsonArray("nodes");
      for (int n = 0; n < Math.min(2, roots.size()); n++) {
        get("/api/nodes?parent=" + roots.getJsonObject(n).getString("id"));
      }
      var hits = get("/api/search?q=computer").getJsonArray("hits");
      if (!hits.isEmpty()) {
        look(get("/api/lessons/" + hits.getJsonObject(i % hits.size()).getString("lessonId")));
      }
    }
  }

  /** At the pictures of a lesson. */
  private void look(JsonObject lesson) throws IOException, InterruptedException {
    for (var picture : PICTURE.matcher(lesson.encode()).results().toList()) {
      ask(picture.group(), HttpResponse.BodyHandlers.discarding());
    }
  }

  private JsonObject get(String path) throws IOException, InterruptedException {
    return new JsonObject(ask(path, HttpResponse.BodyHandlers.ofString()));
  }

  private <T> T ask(String path, HttpResponse.BodyHandler<T> into)
      throws IOException, InterruptedException {
    var answer = host.http().send(host.request(path, LIMIT).header("Cookie", cookie).build(), into);
    if (answer.statusCode() != 200) {
      throw CommandFailure.because(path + " was answered by " + answer.statusCode());
    }
    return answer.body();
  }

  private void pairAll() throws InterruptedException {
    var teacher = teacher();
    for (int i = 0; i < BOARDS; i++) {
      var board = new Board();
      boards.add(board);
      board.voice = open(board).join();
      teacher.say(
          new JsonObject()
              .put("type", "pair")
              .put("requestId", UUID.randomUUID().toString())
              .put(CODE, board.voice.await(CODE).getString(CODE)));
      board.voice.await("paired");
      teacher.await("paired");
    }
    teacher.close();
  }

  private void steer() throws InterruptedException {
    var windows = new ArrayList<Voice>();
    for (int i = 0; i < WINDOWS; i++) {
      windows.add(teacher());
      windows.getLast().await("boards");
    }
    for (int click = 0; click < CLICKS; click++) {
      var teacher = windows.get(click % WINDOWS);
      teacher.say(change(boards.get(click % BOARDS)));
      teacher.await("done");
    }
    windows.forEach(Voice::close);
  }

  /** All boards, and as many teachers, at once. */
  private void comeBack() throws InterruptedException {
    boards.forEach(board -> board.voice.close());
    var teachers = new ArrayList<CompletableFuture<Voice>>();
    var opening = new ArrayList<CompletableFuture<Voice>>();
    for (var board : boards) {
      opening.add(open(board));
      teachers.add(teacherOpening());
    }
    for (int i = 0; i < BOARDS; i++) {
      boards.get(i).voice = opening.get(i).join();
      boards.get(i).voice.await("stage");
      var teacher = teachers.get(i).join();
      teacher.await("boards");
      teacher.close();
    }
  }

  private CompletableFuture<Voice> open(Board board) {
    return Voice.open(host.http(), origin, "/ws/board", null, board.hello());
  }

  private Voice teacher() {
    return teacherOpening().join();
  }

  private CompletableFuture<Voice> teacherOpening() {
    var hello =
        new JsonObject().put("type", "hello").put("protocol", 1).put("clientId", window.toString());
    return Voice.open(host.http(), origin, "/ws/teacher", cookie, hello);
  }

  private static JsonObject change(Board board) {
    return new JsonObject()
        .put("type", "change")
        .put("commandId", UUID.randomUUID().toString())
        .put("boardId", board.id)
        .put(
            "change",
            new JsonObject()
                .put("kind", "showPage")
                .put("lessonId", UUID.randomUUID().toString())
                .put("pageId", UUID.randomUUID().toString())
                .put("step", 0));
  }
}
