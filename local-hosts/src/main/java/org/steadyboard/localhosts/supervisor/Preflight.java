package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.steadyboard.localhosts.CommandFailure;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;

/** What would make a start fail half-way, found out before anything has been started. */
public final class Preflight {
  private static final long MIB = 1024L * 1024L;

  /** A new Postgres data folder takes 40 MiB, its log of changes up to 512 MiB. Per host. */
  static final long NEW_DATA_BYTES = 700 * MIB;

  static final long OLD_DATA_BYTES = 200 * MIB;

  private Preflight() {}

  public static void check(DataFolder data, List<HostPlace> places, int controlPort)
      throws IOException {
    requireSpace(data, places);
    for (HostPlace place : places) {
      for (PartKind kind : PartKind.values()) {
        requireFree(place.port(kind), "host " + place.name() + "'s " + kind.word());
      }
      requireFree(place.mediaPortForPeers(), "host " + place.name() + "'s media, for other hosts");
    }
    for (LinkPlace link : LinkPlace.between(places)) {
      String name =
          "the link from host %s to host %s".formatted(link.from().name(), link.to().name());
      requireFree(link.port(), name);
      requireFree(link.mediaPort(), name);
    }
    requireFree(controlPort, "the commands of ./steadyboard");
  }

  static void requireFree(int port, String what) {
    try (var socket = new ServerSocket()) {
      // As the servers themselves do: a port that only lingers from an earlier run is free.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
    } catch (IOException inUse) {
      throw CommandFailure.because(
          "port %d is in use, and %s needs it: stop what uses it, or choose others with --port"
              .formatted(port, what));
    }
  }

  private static void requireSpace(DataFolder data, List<HostPlace> places) throws IOException {
    requireSpace(Files.getFileStore(data.path()).getUsableSpace(), neededBytes(places), data);
  }

  static long neededBytes(List<HostPlace> places) {
    return places.stream()
        .mapToLong(
            place -> Files.isDirectory(place.postgresData()) ? OLD_DATA_BYTES : NEW_DATA_BYTES)
        .sum();
  }

  static void requireSpace(long usable, long needed, DataFolder data) {
    if (usable < needed) {
      throw CommandFailure.because(
          "the disk is nearly full: %s has %d MiB left, and %d MiB are needed"
              .formatted(data.path(), usable / MIB, needed / MIB));
    }
  }
}
