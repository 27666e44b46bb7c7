package org.steadyboard.bench.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.steadyboard.bench.BenchFailure;

class FileSetTest {

  private static final long LARGE = (1 << 20) + 17;

  @TempDir private Path folder;
  private FileSet set;
  private Path host;

  @BeforeEach
  void write() throws Exception {
    set = FileSet.write(folder.resolve("set"), 3, LARGE, 1);
    host = folder.resolve("host");
  }

  @Test
  void filesLieUnderTheHashOfTheirBytes() throws Exception {
    assertThat(set.files())
        .extracting(MadeFile::size)
        .containsExactly(10_240L, 10_240L, 10_240L, LARGE);
    for (var file : set.files()) {
      var bytes = Files.readAllBytes(file.in(set.folder()));
      assertThat(MadeFile.of(bytes)).isEqualTo(file);
      assertThat(file.in(Path.of("/m")))
          .hasToString("/m/" + file.sha256().substring(0, 2) + "/" + file.sha256());
    }
  }

  @Test
  void aSeedTellsThem() throws Exception {
    assertThat(FileSet.write(folder.resolve("again"), 3, LARGE, 1).files()).isEqualTo(set.files());
    assertThat(FileSet.write(folder.resolve("other"), 3, LARGE, 2).files())
        .doesNotContainAnyElementsOf(set.files());
  }

  @Test
  void whatWasThereBeforeIsGone() throws Exception {
    FileSet.write(set.folder(), 1, 20, 5);

    assertThat(set.files()).noneMatch(file -> Files.exists(file.in(set.folder())));
  }

  @Test
  void oneThatIsMissingOrHalfThereIsNotedAsNotBrought() throws Exception {
    set.linkInto(host);
    set.demandIn(host, "x");
    var large = set.files().getLast();
    Files.delete(large.in(host));

    assertThatThrownBy(() -> set.demandIn(host, "x"))
        .isInstanceOf(BenchFailure.class)
        .hasMessage("x did not bring " + large.sha256());

    Files.write(large.in(host), new byte[7]);
    assertThatThrownBy(() -> set.demandIn(host, "x")).isInstanceOf(BenchFailure.class);
  }

  @Test
  void onlyItsFilesAreRemoved() throws Exception {
    set.linkInto(host);
    var other = MadeFile.write(host, 40, new SplittableRandom(9));

    set.removeFrom(host);

    assertThat(set.files()).noneMatch(file -> Files.exists(file.in(host)));
    assertThat(other.isIn(host)).isTrue();
    set.demandIn(set.folder(), "x");
  }

  @Test
  void aHostTakesThemForPictures() {
    assertThat(MadeFile.bytes(64, new SplittableRandom(1)))
        .startsWith(0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n');
  }
}
