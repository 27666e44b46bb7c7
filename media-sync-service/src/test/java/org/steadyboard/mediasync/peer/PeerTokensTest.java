package org.steadyboard.mediasync.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.testkit.SetClock;

class PeerTokensTest {

  private static final byte[] KEY = new byte[32];
  private static final PeerTokens.Signed REQUEST = request("POST", "/files", "names");

  private final SetClock clock = new SetClock(Instant.parse("2026-03-01T08:30:00Z"));
  private final PeerTokens a = new PeerTokens("a", KEY, clock);
  private final PeerTokens b = new PeerTokens("b", KEY, clock);

  private static PeerTokens.Signed request(String method, String target, String body) {
    return new PeerTokens.Signed(method, target, body.getBytes(StandardCharsets.UTF_8));
  }

  private static PeerTokens.Verdict refused(ProblemCode code) {
    return new PeerTokens.Verdict.Refused(code);
  }

  @Test
  void aRequestOfAPeerSaysWhoseItIs() {
    assertThat(b.check(a.sign("b", REQUEST), REQUEST)).isEqualTo(new PeerTokens.Verdict.Of("a"));
  }

  static List<PeerTokens.Signed> others() {
    return List.of(
        request("GET", "/files", "names"),
        request("POST", "/offers", "names"),
        request("POST", "/files?from=1", "names"),
        request("POST", "/files", "name"),
        request("POST", "/files", ""));
  }

  @ParameterizedTest
  @MethodSource("others")
  void itIsGoodForThatRequestAlone(PeerTokens.Signed other) {
    assertThat(b.check(a.sign("b", REQUEST), other)).isEqualTo(refused(ProblemCode.UNKNOWN_PEER));
  }

  @Test
  void itIsGoodForThatHostAlone() {
    var c = new PeerTokens("c", KEY, clock);

    assertThat(c.check(a.sign("b", REQUEST), REQUEST)).isEqualTo(refused(ProblemCode.UNKNOWN_PEER));
  }

  @Test
  void whoHasAnotherKeyIsAStranger() {
    var key = KEY.clone();
    key[31] = 1;

    assertThat(b.check(new PeerTokens("a", key, clock).sign("b", REQUEST), REQUEST))
        .isEqualTo(refused(ProblemCode.UNKNOWN_PEER));
  }

  @Test
  void nobodyCanSayItIsOfAnother() {
    var token = a.sign("b", REQUEST).replace("Peer 1.a.", "Peer 1.c.");

    assertThat(b.check(token, REQUEST)).isEqualTo(refused(ProblemCode.UNKNOWN_PEER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Peer ",
        "Bearer 1.a.1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Peer 1.a.1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Peer 1.a.99999999999999999999.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Peer 1.A.1..",
        "Peer ....",
        "Peer 1.a.1.\u00e9AAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNoTokenIsRefused(String header) {
    assertThat(b.check(header, REQUEST)).isEqualTo(refused(ProblemCode.UNKNOWN_PEER));
  }

  @Test
  void noneIsRefused() {
    assertThat(b.check(null, REQUEST)).isEqualTo(refused(ProblemCode.UNKNOWN_PEER));
  }

  @Test
  void anotherReleasesTokenIsTold() {
    var token = a.sign("b", REQUEST).replace("Peer 1.", "Peer 2.");

    assertThat(b.check(token, REQUEST)).isEqualTo(refused(ProblemCode.UNKNOWN_PROTOCOL));
  }

  @Test
  void itIsGoodOnce() {
    var token = a.sign("b", REQUEST);
    b.check(token, REQUEST);

    assertThat(b.check(token, REQUEST)).isEqualTo(refused(ProblemCode.REPEATED_REQUEST));
    clock.forward(PeerTokens.WINDOW);
    assertThat(b.check(token, REQUEST)).isEqualTo(refused(ProblemCode.REPEATED_REQUEST));
  }

  @ParameterizedTest
  @ValueSource(longs = {30_001, -30_001})
  void clocksThatAreTooFarApartAreTold(long millis) {
    var token = a.sign("b", REQUEST);
    clock.forward(Duration.ofMillis(millis));

    assertThat(b.check(token, REQUEST)).isEqualTo(refused(ProblemCode.WRONG_CLOCK));
  }

  @ParameterizedTest
  @ValueSource(longs = {30_000, -30_000})
  void clocksMayBeApart(long millis) {
    var token = a.sign("b", REQUEST);
    clock.forward(Duration.ofMillis(millis));

    assertThat(b.check(token, REQUEST)).isEqualTo(new PeerTokens.Verdict.Of("a"));
  }

  /** From 30 s ahead of us to 30 s behind is a minute in which a token counts. */
  @Test
  void aTokenOfAFastClockIsRememberedForAsLongAsItCounts() {
    var token = a.sign("b", REQUEST);
    clock.forward(PeerTokens.WINDOW.negated());
    b.check(token, REQUEST);
    clock.forward(PeerTokens.WINDOW.multipliedBy(2));

    assertThat(b.check(token, REQUEST)).isEqualTo(refused(ProblemCode.REPEATED_REQUEST));
  }

  @Test
  void whatIsRememberedIsBounded() {
    var seen = new SeenNonces(Duration.ofMinutes(1));
    for (var i = 0; i < SeenNonces.MAX; i++) {
      assertThat(seen.add("n" + i, clock.instant())).isEqualTo(SeenNonces.Added.NEW);
    }

    assertThat(seen.add("one more", clock.instant())).isEqualTo(SeenNonces.Added.FULL);
    assertThat(seen.add("n1", clock.instant())).isEqualTo(SeenNonces.Added.SEEN);
    clock.forward(Duration.ofSeconds(61));
    assertThat(seen.add("one more", clock.instant())).isEqualTo(SeenNonces.Added.NEW);
  }
}
