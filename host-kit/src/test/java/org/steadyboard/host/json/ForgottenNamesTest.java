package org.steadyboard.host.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyboard.testkit.LiveHeap;

class ForgottenNamesTest {

  private static final int MANY = 2_000;
  private static final int LONG = 20_000;

  static Stream<ObjectMapper> mappers() {
    var ofServices = new ForgottenNames().mapper(List.of());
    return Stream.of(new ObjectMapper(ForgottenNames.factory().build()), ofServices);
  }

  @ParameterizedTest
  @MethodSource("mappers")
  void nothingIsKeptOfNamesThatWereRead(ObjectMapper mapper) {
    var name = "x".repeat(LONG);
    var grown =
        LiveHeap.grownBy(
            () -> {
              for (var i = 0; i < MANY; i++) {
                read(mapper, "{\"%s%d\": 1}".formatted(name, i));
              }
            });
    // Kept, they would be 40 MB.
    assertThat(grown).isLessThan(MANY * LONG / 10);
  }

  private static void read(ObjectMapper mapper, String json) {
    try {
      assertThat(mapper.readTree(json).size()).isOne();
      assertThat(mapper.readTree(json.getBytes(StandardCharsets.UTF_8)).size()).isOne();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
