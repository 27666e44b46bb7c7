package org.steadyboard.localhosts.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir Path folder;

  @Test
  void keysAreMadeOnceAndForTheirOwnerOnly() throws IOException {
    Path file = folder.resolve("keys.json");
    Keys made = Keys.loadOrCreate(file);

    assertThat(Keys.loadOrCreate(file)).isEqualTo(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Base64.getDecoder().decode(made.sessionKey())).hasSize(32);
    assertThat(made.sessionKey()).isNotEqualTo(made.peerKey());
  }

  @Test
  void keysOfAVersionWithOneHostGetWhatTheyLack() throws IOException {
    Path file = folder.resolve("keys.json");
    OwnerOnly.write(
        file,
        """
        {"sessionKey":"s","peerKey":"p","superuserPassword":"u","databasePassword":"d"}
        """);
    Keys keys = Keys.loadOrCreate(file);

    assertThat(keys.sessionKey()).isEqualTo("s");
    assertThat(keys.databasePassword()).isEqualTo("d");
    assertThat(Base64.getDecoder().decode(keys.replicationPassword())).hasSize(32);
    assertThat(Keys.loadOrCreate(file)).isEqualTo(keys);
  }

  @Test
  void keysDoNotShowInText() {
    assertThat(new Keys("s", "p", "u", "d", "r")).hasToString("Keys[…]");
  }

  @Test
  void writingAnewLeavesNothingBeside() throws IOException {
    Path file = folder.resolve("keys.json");
    OwnerOnly.write(file, "one");
    OwnerOnly.write(file, "two");

    assertThat(file).hasContent("two");
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }
}
