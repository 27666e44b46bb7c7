package org.steadyboard.localhosts.ingress.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
  private static final String HOST = "Host: a\r\n";
  private static final String GET = "GET / HTTP/1.1\r\n" + HOST + "\r\n";
  private static final GateLimits USUAL = GateLimits.USUAL;

  /** A body of 1,000 bytes, and 10 of it after its answer. */
  private static final GateLimits SMALL_BODIES =
      new GateLimits(
          16_384,
          8_192,
          100,
          USUAL.headTime(),
          1 << 20,
          1 << 20,
          1 << 20,
          10,
          10,
          USUAL.bodyWindow(),
          1,
          USUAL.answerWindow(),
          1,
          1_000,
          10);

  private Connections connections;
  private EmbeddedChannel channel;

  GateTest() {
    open(USUAL);
  }

  private void open(GateLimits limits) {
    connections = new Connections(limits);
    channel =
        new EmbeddedChannel() {
          @Override
          protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("127.0.0.1", 1);
          }
        };
    channel.freezeTime();
    Gate.before(channel, connections);
  }

  private void send(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    channel.runPendingTasks();
  }

  private String passed() {
    var all = new StringBuilder();
    for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
      all.append(bytes.toString(StandardCharsets.ISO_8859_1));
      bytes.release();
    }
    return all.toString();
  }

  private String answered() {
    var all = new StringBuilder();
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      all.append(bytes.toString(StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  private void answer() {
    Gate.of(channel).answered();
    channel.runPendingTasks();
  }

  private void assertRefused(int status, String code) {
    assertThat(passed()).isEmpty();
    assertThat(answered())
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\"code\":\"" + code + "\"", "Connection: close\r\n");
    send("more");
    assertThat(passed()).isEmpty();
    channel.advanceTimeBy(3, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aHeadPassesWhenItIsWholeHoweverItCame() {
    for (char c : GET.toCharArray()) {
      assertThat(passed()).isEmpty();
      send(String.valueOf(c));
    }
    assertThat(passed()).isEqualTo(GET);
  }

  @Test
  void aBodyPassesAsItComes() {
    send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\n12345");
    assertThat(passed()).endsWith("\r\n\r\n12345");
    assertThat(Gate.of(channel).requestIsWhole()).isFalse();
    send("67890");
    assertThat(passed()).isEqualTo("67890");
    assertThat(Gate.of(channel).requestIsWhole()).isTrue();
  }

  @Test
  void theNextRequestWaitsForTheAnswer() {
    String chunked =
        "POST / HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\nA\r\n0\r\n\r\nabcde\r\n0\r\n\r\n";
    send(chunked + GET + "GET /2");
    assertThat(passed()).isEqualTo(chunked);
    answer();
    assertThat(passed()).isEqualTo(GET);
    answer();
    assertThat(passed()).isEmpty();
    send(" HTTP/1.1\r\n" + HOST + "\r\n");
    assertThat(passed()).startsWith("GET /2 HTTP/1.1");
  }

  @Test
  void whatComesBeforeTheAnswerIsBounded() {
    send(GET);
    send("x".repeat(USUAL.headBytes()));
    assertThat(channel.isOpen()).isTrue();
    send("x");
    assertThat(channel.isOpen()).isFalse();
  }

  /** Some of these have characters that no report could show. */
  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
        "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\n 2\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: empty\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\tHTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\r\nHost: a\r\n\r\n",
        "GE(T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT b:443 HTTP/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/x\r\nHost: a\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n1",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=\ny\r\n12345\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\n12345\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n12345\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n000000001\r\n1\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nHost: b\r\n\r\n",
      })
  void whatTwoReadersCouldUnderstandDifferentlyIsRefused(String request) {
    send(request);
    assertRefused(400, "malformed-request");
  }

  @Test
  void aBodyThatTurnsOutMalformedEndsTheConnection() {
    send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
    passed();
    send("y");
    assertThat(channel.isOpen()).isFalse();
    assertThat(passed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0"})
  void otherVersionsAreNotSpoken(String version) {
    send("GET / " + version + "\r\nHost: a\r\n\r\n");
    assertRefused(400, "other-http-version");
  }

  @Test
  void anAddressIsOfBoundedLength() {
    send("GET /" + "x".repeat(USUAL.requestLineBytes()));
    assertRefused(414, "address-too-long");
  }

  @Test
  void allHeadersTogetherAreOfBoundedLength() {
    send("GET / HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(USUAL.headBytes()));
    assertRefused(431, "headers-too-large");
  }

  @Test
  void headersAreOfBoundedNumber() {
    send("GET / HTTP/1.1\r\n" + "a: b\r\n".repeat(USUAL.fields()) + HOST + "\r\n");
    assertRefused(431, "headers-too-large");
  }

  @Test
  void aHeadThatDoesNotEndInTimeIsRefused() {
    send("GET / HTTP/1.1\r\n");
    for (long second = 1; second < USUAL.headTime().toSeconds(); second++) {
      channel.advanceTimeBy(1, TimeUnit.SECONDS);
      send("a");
    }
    assertThat(answered()).isEmpty();
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertRefused(408, "request-too-slow");
  }

  @Test
  void anUnfinishedHeadIsCountedByWhatItTakes() {
    send("GET / HTTP/1.1\r\n" + "a".repeat(10_000));
    assertThat(connections.unfinishedBytes()).isBetween(10_000, 32_768);
    send("\r\n\r\n");
    assertThat(connections.unfinishedBytes()).isZero();
  }

  private void trickle(int bytesInAWindow) {
    send("x".repeat(bytesInAWindow));
    channel.advanceTimeBy(USUAL.bodyWindow().toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    passed();
  }

  @Test
  void aBodyThatComesTooSlowlyIsCutOff() {
    send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1000000\r\n\r\n" + "x".repeat(100_000));
    trickle(USUAL.bodyBytesPerWindow());
    trickle(USUAL.bodyBytesPerWindow());
    assertThat(channel.isOpen()).isTrue();
    trickle(USUAL.bodyBytesPerWindow() - 1);
    assertThat(channel.isOpen()).isFalse();
    assertThat(connections.size()).isZero();
  }

  @Test
  void whileNobodyReadsABodyItMayRest() {
    send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 1000000\r\n\r\n");
    channel.config().setAutoRead(false);
    trickle(0);
    trickle(0);
    channel.config().setAutoRead(true);
    trickle(0);
    assertThat(channel.isOpen()).isTrue();
    trickle(0);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void aBodyOfUndeclaredLengthIsCountedAsItComes() {
    open(SMALL_BODIES);
    send("POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 10; i++) {
      assertThat(channel.isOpen()).isTrue();
      send("64\r\n" + "x".repeat(100) + "\r\n");
    }
    assertThat(channel.isOpen()).isFalse();
  }

  /** Else what was said would go with the connection before it is read. */
  @Test
  void anAnswerCanBeReadAlthoughMoreOfTheBodyComesThanMay() {
    open(SMALL_BODIES);
    send("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 5000\r\n\r\n" + "x".repeat(100));
    passed();
    answer();
    send("x".repeat(2000));
    assertThat(passed()).isEmpty();
    assertThat(channel.isOpen()).isTrue();
    channel.advanceTimeBy(3, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void fromTheUpgradeOnEverythingPasses() {
    send("GET /ws/board HTTP/1.1\r\n" + HOST + "\r\n");
    passed();
    send("early");
    assertThat(passed()).isEmpty();
    Gate.of(channel).open();
    send("\0\n");
    assertThat(passed()).isEqualTo("early\0\n");
    assertThat(connections.size()).isZero();
  }

  @Test
  void noOrderOfPiecesChangesWhatPasses() {
    String all =
        GET
            + "POST /a HTTP/1.1\r\n"
            + HOST
            + "Content-Length: 5\r\n\r\n12345"
            + "POST /b HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n"
            + GET;
    for (int piece = 1; piece < all.length(); piece++) {
      var again = new GateTest();
      var passed = new StringBuilder();
      int answered = 0;
      for (int at = 0; at < all.length(); at += piece) {
        again.send(all.substring(at, Math.min(all.length(), at + piece)));
        passed.append(again.passed());
        while (answered < passed.toString().split("HTTP/1.1", -1).length - 1) {
          answered++;
          again.answer();
          passed.append(again.passed());
        }
      }
      assertThat(passed.toString()).as("pieces of %d", piece).isEqualTo(all);
    }
  }
}
