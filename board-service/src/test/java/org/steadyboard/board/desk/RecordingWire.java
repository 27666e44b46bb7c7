package org.steadyboard.board.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.steadyboard.board.link.Wire;
import org.steadyboard.testkit.Eventually;

/** Keeps what is sent, in order. */
public final class RecordingWire implements Wire {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> sent = new CopyOnWriteArrayList<>();
  private volatile String closed;
  private volatile boolean idle = true;

  @Override
  public void send(String message) {
    try {
      sent.add(JSON.readTree(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isIdle() {
    return idle;
  }

  public void idle(boolean now) {
    idle = now;
  }

  @Override
  public void close(int code, String reason) {
    if (closed == null) {
      closed = code + " " + reason;
    }
  }

  public List<JsonNode> sent() {
    return sent;
  }

  public List<JsonNode> sent(String type) {
    return sent.stream().filter(m -> m.get("type").asText().equals(type)).toList();
  }

  public String closed() {
    return closed;
  }

  public JsonNode awaits(String type) {
    return awaits(type, m -> true);
  }

  public JsonNode awaits(String type, Predicate<JsonNode> wanted) {
    Predicate<JsonNode> both = m -> m.get("type").asText().equals(type) && wanted.test(m);
    Eventually.holds("sent " + type, () -> sent.stream().anyMatch(both));
    return sent.stream().filter(both).findFirst().orElseThrow();
  }
}
