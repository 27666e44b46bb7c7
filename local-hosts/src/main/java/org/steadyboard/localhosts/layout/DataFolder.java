package org.steadyboard.localhosts.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The folder in which one set of local hosts keeps everything that outlives it. */
public record DataFolder(Path path) {
  /**
   * Above all hosts' ports of a part: the supervisor answers at the first host's first port plus
   * this.
   */
  public static final int CONTROL_PORT_OFFSET = 9;

  public Path lock() {
    return path.resolve("lock");
  }

  public Path control() {
    return path.resolve("control.json");
  }

  public Path keys() {
    return path.resolve("keys.json");
  }

  public Path processes() {
    return path.resolve("processes.json");
  }

  public Path upLog() {
    return path.resolve("up.log");
  }

  /** Stands here once the demo accounts and courses have been made. */
  public Path demoDone() {
    return path.resolve("demo-done");
  }

  public Path hosts() {
    return path.resolve("hosts");
  }

  public List<HostPlace> places(int hosts, int firstPort) {
    return IntStream.range(0, hosts)
        .mapToObj(
            slot ->
                new HostPlace(
                    slot,
                    firstPort + slot * HostPlace.PORTS_PER_HOST,
                    hosts().resolve(HostPlace.name(slot))))
        .toList();
  }

  /** Makes the folder, closed to other accounts of this machine: it holds keys and passwords. */
  public void create() throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      OwnerOnly.close(path);
    }
  }
}
