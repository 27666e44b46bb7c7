package org.steadyboard.localhosts.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.DataFolder;

class PreflightTest {
  @TempDir Path folder;

  @Test
  void aPortInUseIsNamedWithWhatNeedsIt() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> Preflight.requireFree(taken.getLocalPort(), "host a's board"))
          .isInstanceOf(CommandFailure.class)
          .hasMessage(
              "port %d is in use, and host a's board needs it: stop what uses it, or choose others with --port"
                  .formatted(taken.getLocalPort()));
    }
  }

  @Test
  void aNearlyFullDiskIsSaidWithNumbers() {
    var data = new DataFolder(Path.of("/data"));
    Preflight.requireSpace(Preflight.NEW_DATA_BYTES, Preflight.NEW_DATA_BYTES, data);

    assertThatThrownBy(
            () ->
                Preflight.requireSpace(
                    Preflight.NEW_DATA_BYTES - 1, Preflight.NEW_DATA_BYTES, data))
        .hasMessage("the disk is nearly full: /data has 699 MiB left, and 700 MiB are needed");
  }

  @Test
  void onlyOneSupervisorHoldsADataFolder() throws IOException {
    var data = new DataFolder(folder);
    try (DataLock _ = DataLock.tryTake(data).orElseThrow()) {
      assertThat(DataLock.tryTake(data)).isEmpty();
    }
    try (DataLock _ = DataLock.tryTake(data).orElseThrow()) {
      assertThat(data.lock()).exists();
    }
  }
}
