package org.steadyboard.localhosts.layout;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where one local host lives: its name (a, b, c …), its slot (0, 1, 2 …), its first port and its
 * folder. Everything of a host listens on loopback only.
 */
public record HostPlace(int slot, int firstPort, Path folder) {
  /** Ports from one host's first to the next one's. */
  public static final int PORTS_PER_HOST = 10;

  public static final int MAX_HOSTS = 5;

  private static final int MEDIA_FOR_PEERS_OFFSET = 6;

  public String name() {
    return name(slot);
  }

  public static String name(int slot) {
    return String.valueOf((char) ('a' + slot));
  }

  /** The names of the first {@code hosts} hosts. */
  public static List<String> namesOf(int hosts) {
    return IntStream.range(0, hosts).mapToObj(HostPlace::name).toList();
  }

  /** As in {@code a, b and c}. */
  public static String names(List<HostPlace> places) {
    List<String> names = places.stream().map(HostPlace::name).toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  public int port(PartKind kind) {
    return firstPort + kind.portOffset();
  }

  /** Where this host's media part answers other hosts. */
  public int mediaPortForPeers() {
    return firstPort + MEDIA_FOR_PEERS_OFFSET;
  }

  /** What a person types into a browser. */
  public String publicUrl() {
    return "http://localhost:" + port(PartKind.INGRESS);
  }

  public String loopbackUrl(PartKind kind) {
    return "http://127.0.0.1:" + port(kind);
  }

  public Path log(PartKind kind) {
    return logFolder().resolve(kind.word() + ".log");
  }

  public Path logFolder() {
    return folder.resolve("logs");
  }

  public Path postgresData() {
    return folder.resolve("postgres");
  }

  public Path media() {
    return folder.resolve("media");
  }
}
