package org.steadyboard.bench.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.steadyboard.bench.BenchFailure;

/**
 * One host for a benchmark: a Postgres of its own, and services as programs straight on loopback
 * (no ingress), with the settings that a host gives them.
 */
public final class Host {

  private final Running running;
  private final Place place;
  private final Postgres postgres;
  private final String id;
  private final int slot;
  private final byte[] sessionKey;

  /**
   * Where a host stands.
   *
   * @param root the folder of the built product
   * @param firstPort the first of ten ports on loopback
   */
  public record Place(Path root, int firstPort) {
    public Path work() {
      return root.resolve("bench/target/run");
    }

    Path log(String name) {
      return work().resolve(name + ".log");
    }

    public int port(int offset) {
      return firstPort + offset;
    }
  }

  /** Host a. */
  public Host(Running running, Place place) {
    this(running, place, "a", 1, randomKey());
  }

  private Host(Running running, Place place, String id, int slot, byte[] sessionKey) {
    this.running = running;
    this.place = place;
    this.id = id;
    this.slot = slot;
    this.sessionKey = sessionKey;
    this.postgres = running.add(Postgres.start(place.work(), place.port(5)));
  }

  /** Another host beside this one, on the next ten ports; where sessions of this one hold too. */
  public Host second() {
    return new Host(running, new Place(place.root(), place.port(10)), "b", slot + 1, sessionKey);
  }

  private static byte[] randomKey() {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    return key;
  }

  public String id() {
    return id;
  }

  public Postgres postgres() {
    return postgres;
  }

  public byte[] sessionKey() {
    return sessionKey.clone();
  }

  /** What a browser's Origin header says on this host. */
  public String origin() {
    return "http://localhost:" + place.port(0);
  }

  public Service lessonService(Map<String, String> more) throws InterruptedException {
    return service("lesson-service", place.port(1), more);
  }

  public Service boardService() throws InterruptedException {
    return service("board-service", place.port(2), Map.of());
  }

  private Service service(String name, int port, Map<String, String> more)
      throws InterruptedException {
    var jar = place.root().resolve(name + "/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new BenchFailure("not built: " + place.root().relativize(jar));
    }
    var settings = settings(port);
    settings.putAll(more);
    return running.add(
        Service.start(
            named(name),
            port,
            List.of(
                heap(name),
                "-XX:AOTCache=" + jar.resolveSibling("app.aot"),
                "-Xlog:aot=off,cds=off",
                "-jar",
                jar.toString()),
            settings,
            "/q/health/ready",
            place.log(named(name))));
  }

  /** More than a local host gives: 10,000 boards come at once here. */
  private static String heap(String service) {
    return service.equals("lesson-service") ? "-Xmx192m" : "-Xmx320m";
  }

  /** With this host's id, where there may be more than one host. */
  String named(String part) {
    return id.equals("a") ? part : part + "-" + id;
  }

  /** Another program of this module, beside which a service is measured. */
  public Service peer(Class<?> main, int portOffset, String... arguments)
      throws InterruptedException {
    var port = place.port(portOffset);
    var program = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
    program.addAll(List.of(main.getName(), Integer.toString(port)));
    program.addAll(List.of(arguments));
    return running.add(
        Service.start(
            main.getSimpleName(), port, program, Map.of(), "/", place.log(main.getSimpleName())));
  }

  private Map<String, String> settings(int port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("HOST_ID", id);
    settings.put("HOST_SLOT", Integer.toString(slot));
    settings.put("DATABASE_URL", postgres.url());
    settings.put("DATABASE_USER", Postgres.OWNER);
    settings.put("DATABASE_PASSWORD", Postgres.PASSWORD);
    settings.put("PUBLIC_URL", origin());
    // Clients of the bench say where a's pages come from, on whatever host.
    settings.put("ALLOWED_ORIGINS", "http://localhost:" + (place.firstPort() - 10 * (slot - 1)));
    settings.put("SESSION_KEY", Base64.getEncoder().encodeToString(sessionKey));
    settings.put("PEER_KEY", Base64.getEncoder().encodeToString(sessionKey));
    settings.put("MEDIA_DIR", place.work().resolve("media").toString());
    settings.put("MEDIA_MAX_BYTES", Long.toString(1L << 30));
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    return settings;
  }
}
