package org.steadyboard.localhosts.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeckZipTest {
  @TempDir Path folder;
  private Path course;

  @BeforeEach
  void makeCourse() throws IOException {
    course = folder.resolve("water");
    Files.createDirectories(course.resolve("b/media"));
    Files.createDirectories(course.resolve(".git"));
    Files.writeString(course.resolve("index.md"), "---\ntitle: Water\n---\n");
    Files.writeString(course.resolve("b/one.md"), "# One");
    Files.writeString(course.resolve("b/media/drop.svg"), "<svg/>");
    Files.writeString(course.resolve(".git/config"), "secret");
    Files.writeString(course.resolve(".DS_Store"), "x");
    Files.writeString(folder.resolve("outside.md"), "outside");
    Files.createSymbolicLink(course.resolve("link.md"), folder.resolve("outside.md"));
  }

  private byte[] zip() throws IOException {
    var out = new ByteArrayOutputStream();
    DeckZip.write(course, out);
    return out.toByteArray();
  }

  @Test
  void theFoldersNameIsOnTopAndHiddenFilesAndLinksStayOut() throws IOException {
    List<String> names = new ArrayList<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(zip()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    assertThat(names).containsExactly("water/b/media/drop.svg", "water/b/one.md", "water/index.md");
  }

  @Test
  void theSameFilesGiveTheSameBytesWhateverTheirTimes() throws IOException {
    byte[] before = zip();
    Files.setLastModifiedTime(course.resolve("index.md"), FileTime.fromMillis(1_000_000));
    assertThat(zip()).isEqualTo(before);
  }
}
