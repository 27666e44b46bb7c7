package org.steadyboard.board.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A digiboard of a test: what its page keeps, and its present connection. */
public final class Board implements AutoCloseable {

  private final int port;
  private final UUID id = UUID.randomUUID();
  private final String secret;
  private Client client;

  public Board(int port) {
    this.port = port;
    var random = new byte[32];
    ThreadLocalRandom.current().nextBytes(random);
    this.secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  public UUID id() {
    return id;
  }

  public String secret() {
    return secret;
  }

  /** Connects, anew too, and says hello. */
  public Client connect() {
    return connect(secret, null);
  }

  public Client connect(String withSecret, String revision) {
    client = Client.connect(port, "/ws/board");
    return client.say(
        """
        {"type":"hello","protocol":1,"boardId":"%s","secret":"%s"%s}"""
            .formatted(
                id, withSecret, revision == null ? "" : ",\"revision\":\"" + revision + "\""));
  }

  public Client client() {
    return client;
  }

  public String code() {
    return client.next("code").get("code").asText();
  }

  /** Waits until it shows this page. */
  public JsonNode shows(UUID pageId) {
    return client.next(
        m ->
            m.get("type").asText().equals("stage")
                && m.at("/stage/pageId").asText().equals(pageId.toString()),
        "stage with page " + pageId);
  }

  @Override
  public void close() {
    leaves();
  }

  /** Breaks the connection in the middle of a story. */
  public void leaves() {
    if (client != null) {
      client.close();
    }
  }
}
