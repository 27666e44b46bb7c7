package org.steadyboard.host.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
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
    assertThat(DatabaseAway.isCauseOf(new SQLException("of the pool, in whatever words"))).isTrue();
    assertThat(DatabaseAway.isCauseOf(new SQLException("no such table", "42P01"))).isFalse();
    assertThat(DatabaseAway.isCauseOf(new RuntimeException("other"))).isFalse();
  }

  @Test
  void whatADatabaseSaysOfItselfIsFoundWhereverItIsTold() {
    var suppressed = new IllegalStateException("could not commit");
    suppressed.addSuppressed(new RuntimeException(new SQLException("no space left", "53100")));
    assertThat(DatabaseState.in(new RuntimeException(suppressed))).contains(ProblemCode.FULL);
    var expected =
        Map.of(
            "53200", ProblemCode.DATABASE_AWAY,
            "53300", ProblemCode.DATABASE_AWAY,
            "57014", ProblemCode.STUCK,
            "55P03", ProblemCode.STUCK,
            "25006", ProblemCode.READ_ONLY,
            "40P01", ProblemCode.DATABASE_AWAY);
    expected.forEach(
        (state, code) ->
            assertThat(DatabaseState.in(new RuntimeException(new SQLException("", state))))
                .as(state)
                .contains(code));
    for (var fault : new String[] {"42601", "42P01", "23505", "22003"}) {
      assertThat(DatabaseState.in(new SQLException("", fault))).as(fault).isEmpty();
    }
  }

  @Test
  void whatTheDatabaseDoesNotStoreIsTheSendersFault() {
    var expected =
        Map.of(
            "22021", ProblemCode.INVALID_TEXT,
            "54000", ProblemCode.TOO_LARGE,
            "23505", ProblemCode.CONFLICT);
    expected.forEach(
        (state, code) ->
            assertThat(Unstorable.in(new RuntimeException(new SQLException("", state))))
                .contains(code));
    assertThat(Unstorable.in(new SQLException("", "42601"))).isEmpty();
  }

  @Test
  void anIdInABodyIsWholeOrNull() throws Exception {
    var mapper = new ObjectMapper();
    new WholeUuids().customize(mapper);

    var id = UUID.randomUUID();
    assertThat(mapper.readValue("[null, \"" + id + "\"]", UUID[].class)).containsExactly(null, id);
    for (var bad :
        new String[] {"\"\"", "\" \"", "\"1-1-1-1-1\"", "\"" + id + " \"", "0", "{}", "[]"}) {
      assertThatThrownBy(() -> mapper.readValue("[" + bad + "]", UUID[].class))
          .as(bad)
          .isInstanceOf(JsonMappingException.class);
    }
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
