package org.steadyboard.localhosts.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The options of a service's JVM, in a file that {@code java @FILE} reads. A cache holds for the
 * options that it was trained with; who starts the service elsewhere, in a container say, has them
 * from here.
 *
 * @param words without the JVM's own path, the cache and what is run: these are elsewhere, too
 */
record JvmOptions(List<String> words) {

  private static final String CACHE = "-XX:AOTCache";
  private static final String RUN = "-jar";

  /**
   * @param command a whole command line that runs a jar
   */
  static JvmOptions of(List<String> command) {
    return new JvmOptions(
        command.subList(1, command.indexOf(RUN)).stream()
            .filter(word -> !word.startsWith(CACHE))
            .toList());
  }

  void write(Path file) throws IOException {
    Files.write(file, words);
  }
}
