package org.steadyboard.bench.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.testkit.FreePort;

/** A plain server stands where the host's ingress would. */
class CableTest {

  private static final int LIMIT_MILLIS = 10_000;

  /** How long nothing must come before we believe that nothing comes. */
  private static final int SILENCE_MILLIS = 300;

  private ServerSocket host;
  private Cable cable;

  @BeforeEach
  void plug() throws IOException {
    host = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    host.setSoTimeout(LIMIT_MILLIS);
    cable = Cable.open(FreePort.find(), "a", host.getLocalPort());
  }

  @AfterEach
  void unplug() throws IOException {
    cable.close();
    host.close();
  }

  private Socket dial() throws IOException {
    return patient(new Socket("127.0.0.1", cable.port()));
  }

  private static Socket patient(Socket socket) throws IOException {
    socket.setSoTimeout(LIMIT_MILLIS);
    return socket;
  }

  private static void assertPasses(Socket from, Socket to) throws IOException {
    from.getOutputStream().write('x');
    assertThat(to.getInputStream().read()).isEqualTo('x');
  }

  private static void assertSilent(Socket from, Socket to) throws IOException {
    from.getOutputStream().write('y');
    to.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    to.setSoTimeout(LIMIT_MILLIS);
  }

  @Test
  void aDeafHostIsHeardAndHearsNothing() throws IOException {
    try (var browser = dial();
        var ingress = patient(host.accept())) {
      assertPasses(browser, ingress);

      cable.deafenHost();
      assertPasses(ingress, browser);
      assertSilent(browser, ingress);

      cable.mend();
      assertThat(ingress.getInputStream().read()).isEqualTo('y');
      assertPasses(browser, ingress);
    }
  }

  @Test
  void aMuteHostHearsAndIsNotHeard() throws IOException {
    try (var browser = dial();
        var ingress = patient(host.accept())) {
      assertPasses(ingress, browser);

      cable.muteHost();
      assertPasses(browser, ingress);
      assertSilent(ingress, browser);

      cable.mend();
      assertThat(browser.getInputStream().read()).isEqualTo('y');
    }
  }

  @Test
  void whoComesMeanwhileIsAcceptedAndHearsNothing() throws IOException {
    cable.muteHost();
    try (var browser = dial()) {
      browser.setSoTimeout(SILENCE_MILLIS);
      assertThatThrownBy(() -> browser.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aTakenPortIsSaidInOneLine() {
    assertThatThrownBy(() -> Cable.open(cable.port(), "a", host.getLocalPort()))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("port " + cable.port() + " is in use");
  }
}
