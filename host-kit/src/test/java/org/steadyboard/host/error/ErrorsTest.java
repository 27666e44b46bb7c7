package org.steadyboard.host.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorsTest {

  @Test
  void codesAreInKebabCaseAndOfAnErrorStatus() {
    assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::code))
        .allMatch(c -> c.matches("[a-z]+(-[a-z]+)*"));
    assertThat(Arrays.stream(ProblemCode.values()).map(ProblemCode::status))
        .allMatch(s -> s >= 400 && s < 600);
  }

  @Test
  void aWaitIsToldInWholeSecondsAndNeverAsNone() {
    assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
    assertThat(retryAfter(Duration.ofMillis(1500))).isEqualTo("2");
    assertThat(retryAfter(Duration.ZERO)).isEqualTo("1");
  }

  @Test
  void aLostDatabaseIsToldFromAWrongStatement() {
    assertThat(DatabaseAway.isCauseOf(new RuntimeException(new SQLException("gone", "57P01"))))
        .isTrue();
    assertThat(DatabaseAway.isCauseOf(new SQLException("refused", "08001"))).isTrue();
    assertThat(DatabaseAway.isCauseOf(new SQLException("Sorry, acquisition timeout!"))).isFalse();
    assertThat(DatabaseAway.isCauseOf(new SQLException("Acquisition timeout"))).isTrue();
    assertThat(DatabaseAway.isCauseOf(new SQLException("no such table", "42P01"))).isFalse();
    assertThat(DatabaseAway.isCauseOf(new RuntimeException("other"))).isFalse();
  }

  @Test
  void textThatCannotBeStoredIsRefusedWhereverItStandsInABody() throws Exception {
    var mapper = new ObjectMapper();
    new StorableText().customize(mapper);

    assertThat(mapper.readValue("\"caf\\u00e9 \\ud83d\\ude00\"", String.class))
        .isEqualTo("café 😀");
    for (var bad :
        new String[] {"\"a\\u0000\"", "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"x\\ud83dx\""}) {
      assertThatThrownBy(() -> mapper.readValue("[" + bad + "]", String[].class))
          .as(bad)
          .satisfiesAnyOf(
              e -> assertThat(e).isInstanceOf(Problem.class),
              e ->
                  assertThat(e)
                      .isInstanceOf(JsonMappingException.class)
                      .hasCauseInstanceOf(Problem.class));
    }
  }

  private static String retryAfter(Duration duration) {
    return ProblemDetails.response(ProblemCode.BUSY, "", duration).getHeaderString("Retry-After");
  }
}
