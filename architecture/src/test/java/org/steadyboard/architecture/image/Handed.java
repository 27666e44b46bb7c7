package org.steadyboard.architecture.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One of each way in which code reaches a class that no signature names. */
final class Handed {

  record Read(String text) {}

  record Written(String text) {}

  record Inner(String text) {}

  record Answered(List<Inner> inner) {}

  record InALocal(String text) {}

  record Row(String text) {}

  static final String HQL =
      """
      select new org.steadyboard.architecture.image.Handed$Row(r.text)
      from Row r
      """;

  private final ObjectMapper json = new ObjectMapper();
  private final Cache<String, String> cache =
      Caffeine.newBuilder().maximumSize(10).expireAfterWrite(Duration.ofSeconds(1)).build();

  Object read(String text) throws IOException {
    return json.readValue(text, Read.class);
  }

  byte[] write() throws IOException {
    cache.put("a", "b");
    return json.writeValueAsBytes(new Written("a"));
  }

  Response answer() {
    return Response.status(201).entity(answered()).build();
  }

  Response answerALocal(InALocal value) {
    return Response.ok(value).build();
  }

  private static Answered answered() {
    return new Answered(List.of());
  }
}
