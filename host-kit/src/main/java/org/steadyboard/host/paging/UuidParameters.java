package org.steadyboard.host.paging;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in addresses are whole UUIDs; anything else is a bad request, not something absent. */
@Provider
public class UuidParameters implements ParamConverterProvider {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  @SuppressWarnings("unchecked") // The type is checked to be UUID.
  public <T> ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
    return type == UUID.class ? (ParamConverter<T>) new Converter() : null;
  }

  private static final class Converter implements ParamConverter<UUID> {

    @Override
    public UUID fromString(String text) {
      if (text == null) {
        return null;
      }
      if (!UUID_TEXT.matcher(text).matches()) {
        throw new BadRequestException("not a UUID");
      }
      return UUID.fromString(text);
    }

    @Override
    public String toString(UUID id) {
      return id.toString();
    }
  }
}
