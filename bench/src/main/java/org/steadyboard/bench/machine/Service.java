package org.steadyboard.bench.machine;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.steadyboard.localhosts.layout.PartKind;

/**
 * A service of a host, reached at its own port: what it can is measured, not what its ingress can.
 */
public record Service(Host host, PartKind kind) {

  public int port() {
    return host.place().port(kind);
  }

  public String url() {
    return host.place().loopbackUrl(kind);
  }

  public ProcessHandle process() {
    return host.process(kind);
  }

  /** The options of its JVM that bound its memory. */
  public String memoryOptions() {
    return Stream.of(process().info().arguments().orElse(new String[0]))
        .filter(option -> option.startsWith("-Xm") || option.endsWith("GC"))
        .collect(Collectors.joining(" "));
  }

  @Override
  public String toString() {
    return kind.serviceName() + " of " + host.id();
  }
}
