package org.steadyboard.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The Java modules of this repository, as its pom lists them. */
public final class Modules {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<]+)</artifactId>");

  private Modules() {}

  /** All that have code of their own. */
  public static List<String> names() {
    return MODULE
        .matcher(read(ROOT.resolve("pom.xml")))
        .results()
        .map(m -> m.group(1))
        .filter(m -> Files.isDirectory(ROOT.resolve(m).resolve("src/main/java")))
        .toList();
  }

  /** Those that a host runs as a program of Quarkus: there will be more. */
  public static List<String> services() {
    return names().stream()
        .filter(
            m -> Files.exists(ROOT.resolve(m).resolve("src/main/resources/application.properties")))
        .toList();
  }

  /** The services, and the modules that their programs are made of. */
  public static Set<String> inServices() {
    var found = new LinkedHashSet<String>();
    services().forEach(service -> addWithDependencies(service, found));
    return found;
  }

  /** The service, and the modules that its program is made of. */
  public static Set<String> inService(String service) {
    var found = new LinkedHashSet<String>();
    addWithDependencies(service, found);
    return found;
  }

  private static void addWithDependencies(String module, Set<String> found) {
    if (!names().contains(module) || !found.add(module)) {
      return;
    }
    DEPENDENCY
        .matcher(read(ROOT.resolve(module).resolve("pom.xml")))
        .results()
        .map(dependency -> dependency.group(1))
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .flatMap(dependency -> ARTIFACT.matcher(dependency).results().limit(1))
        .map((MatchResult artifact) -> artifact.group(1))
        .forEach(artifact -> addWithDependencies(artifact, found));
  }

  /** Where a module's compiled classes are, without those of its tests. */
  public static Path classes(String module) {
    return ROOT.resolve(module).resolve("target/classes");
  }

  /** What a module has on the class path besides its classes. */
  public static Path resources(String module) {
    return ROOT.resolve(module).resolve("src/main/resources");
  }

  /** What Quarkus wrote for native-image, when the build was told to. */
  public static Path nativeSources(String service) {
    return ROOT.resolve(service).resolve("target/native-sources");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
