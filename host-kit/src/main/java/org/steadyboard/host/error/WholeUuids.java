package org.steadyboard.host.error;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;
import java.util.regex.Pattern;

/** An id in a JSON body is a whole UUID or null; an empty text, say, does not stand for none. */
@Singleton
public class WholeUuids implements ObjectMapperCustomizer {

  private static final Pattern TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("whole-uuids").addDeserializer(UUID.class, new Checking()));
  }

  private static final class Checking extends StdScalarDeserializer<UUID> {

    private static final long serialVersionUID = 1L;

    Checking() {
      super(UUID.class);
    }

    @Override
    public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (UUID) context.handleUnexpectedToken(UUID.class, parser);
      }
      var text = parser.getText();
      if (!TEXT.matcher(text).matches()) {
        throw context.weirdStringException(text, UUID.class, "not a UUID");
      }
      return UUID.fromString(text);
    }
  }
}
