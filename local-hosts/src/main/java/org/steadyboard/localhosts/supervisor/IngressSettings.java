package org.steadyboard.localhosts.supervisor;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Installation;
import org.steadyboard.localhosts.layout.PartKind;

/** What the ingress of a local host is told, as environment variables. */
final class IngressSettings {
  private static final int EVERYBODY = 100_000;

  private IngressSettings() {}

  static Map<String, String> environment(
      Installation installation, HostPlace place, List<HostPlace> all) {
    return Map.of(
        "INGRESS_PORT", Integer.toString(place.port(PartKind.INGRESS)),
        "LESSON_PORT", Integer.toString(place.port(PartKind.LESSON)),
        "BOARD_PORT", Integer.toString(place.port(PartKind.BOARD)),
        "MEDIA_PORT", Integer.toString(place.port(PartKind.MEDIA)),
        "WEB_UI", installation.webUi().toString(),
        // All browsers of this machine, and a bench's ten thousand boards, share the one address.
        "CONNECTIONS_PER_ADDRESS", Integer.toString(EVERYBODY),
        "HOSTS",
            all.stream()
                .map(host -> "%s:%d=%s".formatted(host.name(), host.slot(), host.publicUrl()))
                .collect(Collectors.joining(",")));
  }
}
