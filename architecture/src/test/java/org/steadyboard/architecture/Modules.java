package org.steadyboard.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The Java modules of this repository, as its pom lists them. */
final class Modules {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Modules() {}

  /** All that have code of their own. */
  static List<String> names() throws IOException {
    return MODULE
        .matcher(Files.readString(ROOT.resolve("pom.xml")))
        .results()
        .map(m -> m.group(1))
        .filter(m -> Files.isDirectory(ROOT.resolve(m).resolve("src/main/java")))
        .toList();
  }

  /** Where a module's compiled classes are, without those of its tests. */
  static Path classes(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }
}
