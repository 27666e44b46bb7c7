package org.steadyboard.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.steadyboard.testkit.CuttableLink.Way;

/** Real sockets over the link; a plain server stands at its end. */
class CuttableLinkTest {

  private static final int LIMIT_MILLIS = 10_000;

  /** How long nothing must come before we believe that nothing comes. */
  private static final int SILENCE_MILLIS = 300;

  private ServerSocket server;
  private CuttableLink link;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(LIMIT_MILLIS);
    link = new CuttableLink(server.getLocalPort());
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.close();
  }

  @Test
  void aCutEndsWhatIsOpenAndRefusesWhatIsNew() throws Exception {
    for (var time = 0; time < 3; time++) {
      try (var near = dial();
          var far = answer()) {
        assertCarries(near, far);
        assertCarries(far, near);

        link.cut();
        assertThat(near.getInputStream().read()).isEqualTo(-1);
        assertThat(far.getInputStream().read()).isEqualTo(-1);
        assertThatThrownBy(this::dial).isInstanceOf(ConnectException.class);
      }
      link.heal();
    }
  }

  @Test
  void aSilentOneKeepsAndTakesConnectionsAndLosesNothing() throws Exception {
    try (var near = dial();
        var far = answer()) {
      assertCarries(near, far);
      link.silence();
      say(near, "two");
      say(far, "TWO");
      assertSilent(near);
      assertSilent(far);
      try (var late = dial()) {
        say(late, "hello");
        assertNobodyConnects();

        link.heal();
        assertThat(hear(far, 3)).isEqualTo("two");
        assertThat(hear(near, 3)).isEqualTo("TWO");
        try (var answered = answer()) {
          assertThat(hear(answered, 5)).isEqualTo("hello");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingPassesTheWayThatIsCutAndAllPassesTheOther(Way way) throws Exception {
    try (var near = dial();
        var far = answer()) {
      assertCarries(near, far);
      var sender = way == Way.TO_SERVER ? near : far;
      var listener = sender == near ? far : near;

      link.silence(way);
      say(sender, "two");
      assertSilent(listener);
      assertCarries(listener, sender);
      try (var late = dial()) {
        assertNobodyConnects();
        assertSilent(late);
      }

      link.heal();
      assertThat(hear(listener, 3)).isEqualTo("two");
    }
  }

  @Test
  @SuppressWarnings("try") // closing early is the point
  void anEndThatClosesIsHeardOfUnlessItIsHeldBack() throws Exception {
    try (var near = dial();
        var far = answer()) {
      assertCarries(near, far);
      link.silence();
      near.close();
      assertSilent(far);
      link.heal();
      assertThat(far.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aCutThatFollowsASilenceLosesWhatWasHeldBack() throws Exception {
    try (var near = dial();
        var far = answer()) {
      assertCarries(near, far);
      link.silence();
      say(near, "lost");
      assertSilent(far);
      link.cut();
      assertThat(far.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void aServerThatIsAwayIsAnEndAtOnce() throws Exception {
    server.close();
    try (var near = dial()) {
      assertThat(near.getInputStream().read()).isEqualTo(-1);
    }
  }

  private Socket dial() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  private Socket answer() throws IOException {
    var socket = server.accept();
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes());
  }

  private static String hear(Socket socket, int letters) throws IOException {
    return new String(socket.getInputStream().readNBytes(letters));
  }

  private static void assertCarries(Socket from, Socket to) throws IOException {
    say(from, "one");
    assertThat(hear(to, 3)).isEqualTo("one");
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(LIMIT_MILLIS);
  }

  private void assertNobodyConnects() throws IOException {
    server.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    server.setSoTimeout(LIMIT_MILLIS);
  }
}
