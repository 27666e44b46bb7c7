package org.steadyboard.lesson.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where among its siblings something is to stand: {@code "after": "<id>"}, {@code "after": null}
 * for first, no {@code after} for last.
 */
@JsonDeserialize(using = Position.Reading.class)
@Schema(
    type = SchemaType.STRING,
    format = "uuid",
    nullable = true,
    description = "The sibling before it; null: first; absent: last")
public sealed interface Position {

  record After(UUID sibling) implements Position {}

  record First() implements Position {}

  record Last() implements Position {}

  /** Tells an absent value from null. */
  final class Reading extends StdDeserializer<Position> {

    private static final long serialVersionUID = 1L;

    Reading() {
      super(Position.class);
    }

    @Override
    public Position deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return new After(context.readValue(parser, UUID.class));
    }

    @Override
    public Position getNullValue(DeserializationContext context) {
      return new First();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return new Last();
    }
  }
}
