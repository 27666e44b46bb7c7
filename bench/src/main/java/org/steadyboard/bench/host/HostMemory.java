package org.steadyboard.bench.host;

import java.util.EnumMap;
import java.util.Map;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.report.Section;
import org.steadyboard.localhosts.layout.PartKind;

/** The memory of each part of a host at one moment. */
record HostMemory(Map<PartKind, Footprint> parts) {

  private static final double KIB_IN_MIB = 1024;

  static HostMemory of(Host host) {
    var parts = new EnumMap<PartKind, Footprint>(PartKind.class);
    for (var kind : PartKind.values()) {
      parts.put(kind, Footprint.of(host.process(kind)));
    }
    return new HostMemory(parts);
  }

  /** What a part has grown by since {@code before}, for each of so many. */
  double kibForEach(PartKind kind, HostMemory before, int many) {
    return (double) (parts.get(kind).residentKib() - before.parts.get(kind).residentKib()) / many;
  }

  void writeTo(Section section) {
    var all = 0L;
    for (var part : parts.entrySet()) {
      var memory = part.getValue();
      all += memory.residentKib();
      section
          .figure(part.getKey().word() + ", resident", memory.residentKib() / KIB_IN_MIB, "MiB")
          .figure(
              part.getKey().word() + ", of it anonymous",
              memory.anonymousKib() / KIB_IN_MIB,
              "MiB");
    }
    section.figure("the whole host", all / KIB_IN_MIB, "MiB");
  }
}
