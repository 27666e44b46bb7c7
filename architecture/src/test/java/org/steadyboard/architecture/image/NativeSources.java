package org.steadyboard.architecture.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.steadyboard.architecture.Modules;

/**
 * What native-image is given for one service: the arguments that Quarkus wrote, and what its
 * program and its libraries register (reachability metadata of GraalVM, in its older files and its
 * newer one).
 */
final class NativeSources {

  private static final Pattern METADATA =
      Pattern.compile(
          "META-INF/native-image/(?:.*/)?(reflect|resource|reachability)-(config|metadata)\\.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String arguments;
  private final Set<String> constructible = new HashSet<>();
  private final List<Pattern> resources = new ArrayList<>();

  private NativeSources(String arguments) {
    this.arguments = arguments;
  }

  /** As the build left them; a build without the profile {@code native-sources} leaves none. */
  static NativeSources of(String service) throws IOException {
    var folder = Modules.nativeSources(service);
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          service
              + " has no native sources: build with the profile native-sources (-Pnative-sources)");
    }
    var sources = new NativeSources(Files.readString(folder.resolve("native-image.args")));
    try (var files = Files.walk(folder)) {
      for (var jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        sources.read(jar);
      }
    }
    return sources;
  }

  private void read(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      for (var entry : file.stream().toList()) {
        if (METADATA.matcher(entry.getName()).matches()) {
          var json = JSON.readTree(file.getInputStream(entry));
          addReflection(json.isArray() ? json : json.path("reflection"));
          addResources(json.path("resources"));
        }
      }
    }
  }

  private void addReflection(JsonNode entries) {
    for (var entry : entries) {
      if (hasConstructors(entry)) {
        constructible.add(entry.path(entry.has("name") ? "name" : "type").asText());
      }
    }
  }

  private static boolean hasConstructors(JsonNode entry) {
    for (var method : entry.path("methods")) {
      if (method.path("name").asText().equals("<init>")) {
        return true;
      }
    }
    return entry.path("allDeclaredConstructors").asBoolean()
        || entry.path("allPublicConstructors").asBoolean();
  }

  private void addResources(JsonNode given) {
    for (var entry : given.isArray() ? given : given.path("includes")) {
      if (entry.has("pattern")) {
        resources.add(Pattern.compile(entry.path("pattern").asText()));
      } else if (entry.has("glob")) {
        resources.add(Pattern.compile(ofGlob(entry.path("glob").asText())));
      }
    }
  }

  private static String ofGlob(String glob) {
    return Pattern.quote(glob).replace("**", "\\E.*\\Q").replace("*", "\\E[^/]*\\Q");
  }

  /** The arguments of native-image, one a line. */
  String arguments() {
    return arguments;
  }

  /** Whether a class of this name can be made by its name. */
  boolean canMake(String className) {
    return constructible.contains(className);
  }

  /** Whether a file of the class path is there to be opened by this name. */
  boolean canOpen(String resource) {
    return resources.stream().anyMatch(pattern -> pattern.matcher(resource).matches());
  }
}
