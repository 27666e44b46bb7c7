package org.steadyboard.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFilesTest extends MediaStoreContract {

  @TempDir Path folder;

  @Override
  protected MediaStore store() {
    try {
      return new LocalFiles(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected long filesLeft() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void whatACrashLeftIsNeverGivenOut() throws IOException {
    Files.createDirectories(folder.resolve("incoming"));
    Files.writeString(folder.resolve("incoming/put-1.part"), "hel");

    assertThat(
            store()
                .holds(
                    Sha256.parse("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
                        .orElseThrow()))
        .isFalse();
  }

  @Test
  void onlySixtyFourLowerCaseDigitsAreAName() {
    assertThat(Sha256.parse("../../etc/passwd")).isEmpty();
    assertThat(Sha256.parse("A".repeat(64))).isEmpty();
    assertThat(Sha256.parse("a".repeat(64))).isPresent();
  }
}
