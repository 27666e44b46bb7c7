package org.steadyboard.bench.steer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/**
 * What the bench needs to know of a message from the host; null what the message does not have.
 * Read as a stream, because the load generator shares two cores with what it measures.
 */
public record Incoming(
    String type,
    UUID commandId,
    Revision revision,
    UUID pageId,
    int step,
    String code,
    String host) {

  private static final JsonFactory JSON = new JsonFactory();

  public static Incoming parse(String text) {
    try (var parser = JSON.createParser(text)) {
      return read(parser);
    } catch (IOException e) {
      throw new UncheckedIOException("not a message: " + text, e);
    }
  }

  private static Incoming read(JsonParser parser) throws IOException {
    String type = null;
    UUID commandId = null;
    Revision revision = null;
    UUID pageId = null;
    var step = 0;
    String code = null;
    String host = null;
    while (parser.nextToken() != null) {
      if (parser.currentToken() != JsonToken.FIELD_NAME) {
        continue;
      }
      var name = parser.currentName();
      var value = parser.nextToken();
      switch (name) {
        case "type" -> type = parser.getText();
        case "commandId" -> commandId = UUID.fromString(parser.getText());
        case "revision" -> revision = Revision.parse(parser.getText());
        case "pageId" -> pageId = value == JsonToken.VALUE_NULL ? null : id(parser);
        case "step" -> step = parser.getIntValue();
        case "code" -> code = parser.getText();
        case "host" -> host = value == JsonToken.VALUE_NULL ? null : parser.getText();
        case "boards", "tools" -> parser.skipChildren();
        default -> {
          // Of no interest here; what is inside an object is looked at all the same.
        }
      }
    }
    return new Incoming(type, commandId, revision, pageId, step, code, host);
  }

  private static UUID id(JsonParser parser) throws IOException {
    return UUID.fromString(parser.getText());
  }
}
