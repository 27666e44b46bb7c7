package org.steadyboard.localhosts.layout;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.steadyboard.localhosts.CommandFailure;

/**
 * The built product: the folder that the script {@code steadyboard} stands in.
 *
 * @param training whether parts that end leave a cache behind, by which later ones start sooner
 */
public record Installation(Path root, boolean training) {
  private static final String ROOT_PROPERTY = "steadyboard.root";

  /** A cache that cannot be used is no news: the program starts without. */
  public static final String QUIET_CACHE = "-Xlog:aot*=off,cds*=off";

  public static Installation found() {
    String root = System.getProperty(ROOT_PROPERTY);
    if (root == null) {
      throw CommandFailure.because("start this program by the script ./steadyboard");
    }
    return new Installation(Path.of(root).toAbsolutePath().normalize(), false);
  }

  public Installation forTraining() {
    return new Installation(root, true);
  }

  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  public Path self() {
    return root.resolve("local-hosts/target/local-hosts.jar");
  }

  public Path service(PartKind kind) {
    return root.resolve(kind.serviceName() + "/target/quarkus-app/quarkus-run.jar");
  }

  /**
   * The JVM's ahead-of-time cache of a service or the ingress (JEP 483, JEP 514). One that is
   * missing or of another build costs its gain only.
   */
  public Path cache(PartKind kind) {
    return kind == PartKind.INGRESS
        ? self().resolveSibling("ingress.aot")
        : service(kind).resolveSibling("app.aot");
  }

  /** Where a part in training writes its cache: nobody starts from one that is half written. */
  public Path cacheInTraining(PartKind kind) {
    Path cache = cache(kind);
    return cache.resolveSibling(cache.getFileName() + ".new");
  }

  /** The cache of this program, which the script makes while it trains the parts. */
  private Path selfCache() {
    return self().resolveSibling("local-hosts.aot");
  }

  /** The options of the JVM that the cache holds for. */
  public Path jvmOptions(PartKind kind) {
    return service(kind).resolveSibling("java.options");
  }

  public Path webUi() {
    return root.resolve("web-ui/dist");
  }

  public Path demoCourses() {
    return root.resolve("demo-courses");
  }

  /** Postgres' programs are unpacked here, once for all sets of hosts. */
  public Path unpacked() {
    return root.resolve("local-hosts/target");
  }

  public Path defaultData() {
    return root.resolve(".steadyboard");
  }

  /** The command line that runs another command of this program. */
  public List<String> selfCommand(String... jvmOptions) {
    var command = new java.util.ArrayList<String>();
    command.add(java().toString());
    command.addAll(List.of(jvmOptions));
    command.add("-XX:AOTCache=" + selfCache());
    command.add(QUIET_CACHE);
    command.add("-D" + ROOT_PROPERTY + "=" + root);
    command.add("-jar");
    command.add(self().toString());
    return command;
  }

  /** Fails with one line when something has not been built. */
  public void requireBuilt() {
    var parts = PartKind.SERVICES.stream().map(this::service);
    for (Path built : Stream.concat(parts, Stream.of(webUi().resolve("index.html"))).toList()) {
      if (!Files.exists(built)) {
        throw CommandFailure.because("not built: " + root.relativize(built));
      }
    }
  }
}
