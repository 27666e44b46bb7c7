package org.steadyboard.bench.media;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.bench.BenchFailure;

class DaemonTest {

  @TempDir private Path folder;

  @Test
  void oneThatEndsAtOnceIsNotWaitedFor() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThatThrownBy(() -> start(port, "echo no such file; exit 1"))
        .isInstanceOf(BenchFailure.class)
        .hasMessageContaining("does not start: no such file");
  }

  @Test
  void anotherOnItsPortIsNotMeasuredInItsPlace() throws Exception {
    try (var other = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(other.getLocalPort(), "exit 0"))
          .hasMessage("port %d of 127.0.0.1 is in use".formatted(other.getLocalPort()));
    }
  }

  private void start(int port, String command) throws Exception {
    Daemon.start(new ProcessBuilder("sh", "-c", command), "127.0.0.1", port, folder.resolve("log"))
        .close();
  }
}
