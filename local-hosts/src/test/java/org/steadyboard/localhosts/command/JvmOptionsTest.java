package org.steadyboard.localhosts.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmOptionsTest {

  private static final List<String> COMMAND =
      List.of(
          "/jdk/bin/java",
          "-XX:+UseSerialGC",
          "-Xmx1m",
          "-XX:AOTCacheOutput=/built/app.aot.new",
          "-Xlog:aot*=off,cds*=off",
          "-jar",
          "/built/quarkus-run.jar",
          "create-accounts");

  @Test
  void holdsWhatIsTheSameElsewhere() {
    assertThat(JvmOptions.of(COMMAND).words())
        .containsExactly("-XX:+UseSerialGC", "-Xmx1m", "-Xlog:aot*=off,cds*=off");
  }

  @Test
  void isOneWordALine(@TempDir Path folder) throws Exception {
    var file = folder.resolve("java.options");
    JvmOptions.of(COMMAND).write(file);
    assertThat(Files.readAllLines(file))
        .containsExactly("-XX:+UseSerialGC", "-Xmx1m", "-Xlog:aot*=off,cds*=off");
  }
}
