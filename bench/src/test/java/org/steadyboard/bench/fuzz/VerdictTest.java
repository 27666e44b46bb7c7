package org.steadyboard.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

  private static final String STATED =
      """
      HTTP/1.1 503 Service Unavailable
      content-type: application/problem+json;charset=UTF-8

      {"status":503,"code":"busy"}""";

  @ParameterizedTest
  @ValueSource(strings = {"200 OK", "101 Switching Protocols", "404 Not Found", "429 Too Many"})
  void whatIsNoServerErrorIsRight(String status) {
    assertThat(Verdict.of(answer("HTTP/1.1 " + status + "\n\nrubbish"))).isEmpty();
  }

  @Test
  void a503WithAKnownReasonIsRight() {
    assertThat(Verdict.of(answer(STATED))).isEmpty();
    assertThat(Verdict.of(answer("HTTP/1.1 100 Continue\n\n" + STATED))).isEmpty();
  }

  @Test
  void everyOtherServerErrorIsWrong() {
    assertThat(Verdict.of(answer("HTTP/1.1 500 Internal Server Error\n\n"))).contains("status 500");
    assertThat(Verdict.of(answer("HTTP/1.1 505 \n\n"))).contains("status 505");
    assertThat(Verdict.of(answer(STATED.replace("503 ", "502 ")))).contains("status 502");
    assertThat(Verdict.of(answer(STATED.replace("busy", "oops"))))
        .contains("503 without a known code");
    assertThat(Verdict.of(answer(STATED.replace("problem+json", "json"))))
        .contains("503 of type 'application/json'");
    assertThat(Verdict.of(answer("HTTP/1.1 503 \n\n"))).contains("503 of type ''");
  }

  @Test
  void theReasonOfAHeadIsInABodyThatDoesNotCome() {
    var bare = STATED.substring(0, STATED.indexOf("{"));
    assertThat(Verdict.ofHead(answer(bare))).isEmpty();
    assertThat(Verdict.of(answer(bare))).contains("503 without a known code");
    assertThat(Verdict.ofHead(answer(bare.replace("problem+json", "json")))).isNotEmpty();
    assertThat(Verdict.ofHead(answer(bare.replace("503", "500")))).contains("status 500");
    assertThat(attempt("HEAD / HTTP/1.1").asksForTheHeadAlone()).isTrue();
    assertThat(attempt("GET / HTTP/1.1").asksForTheHeadAlone()).isFalse();
    assertThat(attempt("H").asksForTheHeadAlone()).isFalse();
  }

  private static Attempt attempt(String text) {
    return new Attempt("any", 1, text.getBytes(StandardCharsets.UTF_8), true);
  }

  @Test
  void noAnswerIsNoServerErrorAndCountsByItself() {
    assertThat(Answer.parse(new byte[0], true).statusName()).isEqualTo("silent");
    assertThat(Answer.parse(new byte[0], false).statusName()).isEqualTo("closed");
    assertThat(Verdict.of(Answer.parse(new byte[0], true))).isEmpty();
  }

  @Test
  void aWebsocketThatWentWrongInsideIsWrong() {
    assertThat(Verdict.of(1008, "{\"type\":\"problem\",\"code\":\"too-fast\"}")).isEmpty();
    assertThat(Verdict.of(0, "")).isEmpty();
    assertThat(Verdict.of(1011, "")).contains("closed with 1011");
    assertThat(Verdict.of(0, "{\"type\":\"problem\",\"code\":\"internal\"}"))
        .contains("problem internal");
  }

  private static Answer answer(String text) {
    return Answer.parse(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8), false);
  }
}
