package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/** Looks into the folder of a store as a test does, and nothing else may. */
final class Folders {

  private Folders() {}

  /** Relative to the folder, in order; without the file of locks, which stays. */
  static List<String> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .map(file -> folder.relativize(file).toString())
          .filter(file -> !file.equals("incoming/locks"))
          .sorted()
          .toList();
    }
  }

  /** As it is now: what a new process finds after this one was killed. */
  static Path copy(Path folder, Path to) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(folder.relativize(file).toString()));
      }
    }
    return to;
  }

  static Path left(Path folder, String name, Instant at) throws IOException {
    var file = Files.writeString(folder.resolve(name), "hel");
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }
}
