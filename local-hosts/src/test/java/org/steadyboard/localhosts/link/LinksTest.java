package org.steadyboard.localhosts.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;

/** Real sockets over a real link; a plain server stands where host b's Postgres would. */
class LinksTest {
  private static final Pair A_AND_B = Pair.of("a", "b");
  private static final Way FROM_A_TO_B = new Way("a", "b");
  private static final int LIMIT_MILLIS = 10_000;

  /** How long nothing must come before we believe that nothing comes. */
  private static final int SILENCE_MILLIS = 300;

  private ServerSocket postgresOfB;
  private LinkPlace fromAToB;
  private Links links;

  @BeforeEach
  void open() throws IOException {
    HostPlace a = null;
    // A free range: host b's Postgres is played by us, the links are made there.
    for (int first = 20_000; a == null; first += 100) {
      try {
        var b = new HostPlace(1, first + HostPlace.PORTS_PER_HOST, Path.of("b"));
        postgresOfB = server(b.port(PartKind.POSTGRES));
        a = new HostPlace(0, first, Path.of("a"));
        links = Links.open(LinkPlace.between(List.of(a, b)));
        fromAToB = new LinkPlace(a, b);
      } catch (IOException | CommandFailure taken) {
        a = null;
        if (postgresOfB != null) {
          postgresOfB.close();
        }
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    links.close();
    postgresOfB.close();
  }

  private static ServerSocket server(int port) throws IOException {
    var server = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
    server.setSoTimeout(LIMIT_MILLIS);
    return server;
  }

  private Socket dial() throws IOException {
    var socket = new Socket("127.0.0.1", fromAToB.port());
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  private Socket answer() throws IOException {
    Socket socket = postgresOfB.accept();
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes());
    socket.getOutputStream().flush();
  }

  private static String hear(Socket socket, int letters) throws IOException {
    return new String(socket.getInputStream().readNBytes(letters));
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(LIMIT_MILLIS);
  }

  @Test
  void aCutStopsBytesBothWaysKeepsConnectionsOpenAndLosesNothing() throws Exception {
    try (Socket near = dial();
        Socket far = answer()) {
      say(near, "one");
      assertThat(hear(far, 3)).isEqualTo("one");

      links.cut(A_AND_B);
      links.cut(A_AND_B);
      say(near, "two");
      say(far, "TWO");
      assertSilent(far);
      assertSilent(near);

      links.heal(A_AND_B);
      say(near, "three");
      assertThat(hear(far, 8)).isEqualTo("twothree");
      assertThat(hear(near, 3)).isEqualTo("TWO");
    }
  }

  @Test
  void aWayThatIsCutLeavesTheWayBackWhoeverOpenedTheConnection() throws Exception {
    try (Socket near = dial();
        Socket far = answer()) {
      say(near, "x");
      assertThat(hear(far, 1)).isEqualTo("x");

      links.cut(FROM_A_TO_B);
      say(near, "two");
      say(far, "TWO");
      assertThat(hear(near, 3)).isEqualTo("TWO");
      assertSilent(far);

      links.heal(A_AND_B);
      assertThat(hear(far, 3)).isEqualTo("two");

      links.cut(FROM_A_TO_B.back());
      say(near, "three");
      say(far, "THREE");
      assertThat(hear(far, 5)).isEqualTo("three");
      assertSilent(near);

      links.heal(A_AND_B);
      assertThat(hear(near, 5)).isEqualTo("THREE");
    }
  }

  @Test
  void aCutCutsMediaTooAndSoDoesOneWay() throws Exception {
    try (ServerSocket mediaOfB = server(fromAToB.mediaTargetPort());
        Socket near = new Socket("127.0.0.1", fromAToB.mediaPort());
        Socket far = mediaOfB.accept()) {
      near.setSoTimeout(LIMIT_MILLIS);
      far.setSoTimeout(LIMIT_MILLIS);
      say(near, "one");
      assertThat(hear(far, 3)).isEqualTo("one");

      links.cut(FROM_A_TO_B);
      say(near, "two");
      say(far, "TWO");
      assertThat(hear(near, 3)).isEqualTo("TWO");
      assertSilent(far);

      links.cut(A_AND_B);
      say(far, "THREE");
      assertSilent(near);

      links.heal(A_AND_B);
      assertThat(hear(far, 3)).isEqualTo("two");
      assertThat(hear(near, 5)).isEqualTo("THREE");
    }
  }

  @Test
  void aLinkWithoutOneBackIsCutEachWayAsWell() throws Exception {
    links.close();
    links =
        Links.carry(
            List.of(new Links.Carried(FROM_A_TO_B, fromAToB.port(), postgresOfB.getLocalPort())));
    try (Socket near = dial();
        Socket far = answer()) {
      say(near, "x");
      assertThat(hear(far, 1)).isEqualTo("x");

      links.cut(FROM_A_TO_B.back());
      say(near, "one");
      say(far, "ONE");
      assertThat(hear(far, 3)).isEqualTo("one");
      assertSilent(near);

      links.heal(A_AND_B);
      assertThat(hear(near, 3)).isEqualTo("ONE");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNewConnectionTakesBothWays(boolean out) throws Exception {
    links.cut(out ? FROM_A_TO_B : FROM_A_TO_B.back());
    try (Socket near = dial()) {
      say(near, "hello");
      assertSilent(near);
      postgresOfB.setSoTimeout(SILENCE_MILLIS);
      assertThatThrownBy(postgresOfB::accept).isInstanceOf(SocketTimeoutException.class);
      postgresOfB.setSoTimeout(LIMIT_MILLIS);

      links.heal(A_AND_B);
      try (Socket far = answer()) {
        assertThat(hear(far, 5)).isEqualTo("hello");
      }
    }
  }

  @Test
  @SuppressWarnings("try") // closing early is the point
  void aServerThatGivesUpAClientThatItNoLongerHearsIsHeardToCloseAtOnce() throws Exception {
    try (Socket near = dial();
        Socket far = answer()) {
      say(near, "x");
      assertThat(hear(far, 1)).isEqualTo("x");
      links.cut(FROM_A_TO_B);
      far.close();
      assertThat(near.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aConnectionMadeWhileCutIsAcceptedHeldAndGoesOnAfterTheHeal() throws Exception {
    links.cut(A_AND_B);
    try (Socket near = dial()) {
      say(near, "hello");
      assertSilent(near);
      postgresOfB.setSoTimeout(SILENCE_MILLIS);
      assertThatThrownBy(postgresOfB::accept).isInstanceOf(SocketTimeoutException.class);
      postgresOfB.setSoTimeout(LIMIT_MILLIS);

      links.heal(A_AND_B);
      try (Socket far = answer()) {
        assertThat(hear(far, 5)).isEqualTo("hello");
      }
    }
  }

  @Test
  void whoGaveUpWhileTheLinkWasCutIsNotConnectedAfterwards() throws Exception {
    links.cut(A_AND_B);
    for (int i = 0; i < 20; i++) {
      try (Socket impatient = dial()) {
        say(impatient, "hello");
      }
    }
    try (Socket patient = dial()) {
      say(patient, "here");
      assertSilent(patient);
      links.heal(A_AND_B);
      try (Socket far = answer()) {
        assertThat(hear(far, 4)).isEqualTo("here");
      }
      postgresOfB.setSoTimeout(SILENCE_MILLIS);
      assertThatThrownBy(postgresOfB::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @SuppressWarnings("try") // closing early is the point
  void aClosedEndIsPassedOnAfterItsLastBytes() throws Exception {
    try (Socket near = dial();
        Socket far = answer()) {
      say(near, "last words");
      near.close();
      assertThat(new String(far.getInputStream().readAllBytes())).isEqualTo("last words");
    }
    try (Socket near = dial();
        Socket far = answer()) {
      say(far, "farewell");
      far.close();
      assertThat(new String(near.getInputStream().readAllBytes())).isEqualTo("farewell");
    }
  }

  @Test
  @SuppressWarnings("try") // closing early is the point
  void anEndThatClosesWhileCutIsHeardOfAfterTheHeal() throws Exception {
    try (Socket near = dial();
        Socket far = answer()) {
      say(near, "x");
      assertThat(hear(far, 1)).isEqualTo("x");
      links.cut(A_AND_B);
      say(near, "unsent");
      near.close();
      assertSilent(far);

      links.heal(A_AND_B);
      assertThat(new String(far.getInputStream().readAllBytes())).isEqualTo("unsent");
    }
  }

  @Test
  void aServerThatIsAwayIsARefusal() throws Exception {
    postgresOfB.close();
    try (Socket near = dial()) {
      assertThat(near.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void muchDataArrivesWholeAndInOrderOverASlowReaderAndManyCuts() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    byte[] sent = new byte[20_000_000];
    new Random(seed).nextBytes(sent);
    try (Socket near = dial();
        Socket far = answer()) {
      var writing = CompletableFuture.runAsync(() -> write(near, sent));
      var random = new Random(seed);
      byte[] got = new byte[sent.length];
      InputStream in = far.getInputStream();
      for (int at = 0; at < got.length; ) {
        if (random.nextInt(10) == 0) {
          links.cut(A_AND_B);
          links.heal(A_AND_B);
        }
        at += in.readNBytes(got, at, Math.min(got.length - at, 1 + random.nextInt(400_000)));
      }
      writing.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
      assertThat(java.util.Arrays.equals(got, sent)).isTrue();
    }
  }

  private static void write(Socket socket, byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsTheWriterBack() throws Exception {
    try (Socket near = dial();
        Socket far = answer()) {
      var writing = CompletableFuture.runAsync(() -> write(near, new byte[50_000_000]));
      assertThatThrownBy(() -> writing.get(SILENCE_MILLIS * 3L, TimeUnit.MILLISECONDS))
          .isInstanceOf(java.util.concurrent.TimeoutException.class);
      assertThat(far.getInputStream().skip(50_000_000)).isEqualTo(50_000_000);
      writing.get(LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void whatIsCutIsKnownUntilItIsHealed() throws Exception {
    assertThat(links.cuts()).isEmpty();
    links.cut(Pair.of("b", "a"));
    assertThat(links.cuts()).containsExactly(A_AND_B);
    assertThat(links.isWhole(A_AND_B)).isFalse();
    links.cut(FROM_A_TO_B);
    assertThat(links.cuts()).as("a smaller cut heals nothing").containsExactly(A_AND_B);
    links.heal(A_AND_B);
    links.heal(A_AND_B);
    assertThat(links.cuts()).isEmpty();
    assertThat(links.isWhole(A_AND_B)).isTrue();
  }

  @Test
  void twoHalfCutsAreAWholeOne() throws Exception {
    links.cut(FROM_A_TO_B.back());
    assertThat(links.oneWayCuts()).containsExactly(new Way("b", "a"));
    assertThat(links.cuts()).isEmpty();
    assertThat(links.isWhole(A_AND_B)).isFalse();
    links.cut(FROM_A_TO_B);
    assertThat(links.oneWayCuts()).isEmpty();
    assertThat(links.cuts()).containsExactly(A_AND_B);
    links.heal(A_AND_B);
    assertThat(links.isWhole(A_AND_B)).isTrue();
  }

  @Test
  void anUnknownHostAndATakenPortAreSaidInOneLine() {
    assertThatThrownBy(() -> links.cut(Pair.of("a", "z")))
        .hasMessage("there is no link between a and z");
    assertThatThrownBy(() -> links.cut(new Way("z", "a")))
        .hasMessage("there is no link between a and z");
    assertThatThrownBy(() -> Pair.of("a", "a")).hasMessageContaining("between two hosts");
    assertThatThrownBy(() -> Links.open(List.of(fromAToB)))
        .hasMessage(
            "port %d is in use, and the link from host a to host b needs it"
                .formatted(fromAToB.port()));
  }
}
