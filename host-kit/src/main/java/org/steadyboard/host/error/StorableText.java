package org.steadyboard.host.error;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Text that Postgres can store: no NUL and no half of a surrogate pair. Every string in a JSON body
 * is held to it.
 */
@Singleton
public class StorableText implements ObjectMapperCustomizer {

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.registerModule(
        new SimpleModule("storable-text").addDeserializer(String.class, new Checking()));
  }

  public static boolean isStorable(CharSequence text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        var paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static final class Checking extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    Checking() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      var text = StringDeserializer.instance.deserialize(parser, context);
      if (text != null && !isStorable(text)) {
        throw new Problem(ProblemCode.INVALID_TEXT, ProblemCode.INVALID_TEXT.title());
      }
      return text;
    }
  }
}
