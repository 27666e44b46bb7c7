package org.steadyboard.localhosts.supervisor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.LinkPlace;
import org.steadyboard.localhosts.layout.PartKind;
import org.steadyboard.localhosts.postgres.Database;

/** The settings of a service on a local host, as environment variables. */
record ServiceSettings(HostPlace place, List<HostPlace> all, Keys keys) {
  private static final long MEDIA_MAX_BYTES = 256L * 1024 * 1024;

  Map<String, String> environment(PartKind kind) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("HOST_ID", place.name());
    settings.put("HOST_SLOT", Integer.toString(place.slot()));
    settings.put(
        "DATABASE_URL",
        "postgresql://127.0.0.1:" + place.port(PartKind.POSTGRES) + "/" + Database.NAME);
    settings.put("DATABASE_USER", Database.OWNER);
    settings.put("DATABASE_PASSWORD", keys.databasePassword());
    settings.put("PUBLIC_URL", place.publicUrl());
    settings.put("SESSION_KEY", keys.sessionKey());
    settings.put("ALLOWED_ORIGINS", origins());
    if (all.size() > 1) {
      settings.put("HOST_PEERS", peers());
    }
    // What lesson-service imports, it puts into the folder that media-sync-service gives out from.
    if (kind != PartKind.BOARD) {
      settings.put("MEDIA_DIR", place.media().toString());
      settings.put("MEDIA_MAX_BYTES", Long.toString(MEDIA_MAX_BYTES));
    }
    if (kind == PartKind.MEDIA && all.size() > 1) {
      settings.put("PEER_KEY", keys.peerKey());
      settings.put("MEDIA_PEER_PORT", Integer.toString(place.mediaPortForPeers()));
      settings.put("MEDIA_PEERS", peerMedia());
      settings.put("REPLICATION_PASSWORD", keys.replicationPassword());
      settings.put("REPLICATION_PEERS", peerDatabases());
    }
    // glibc keeps a pool of freed memory for each of many threads unless told otherwise.
    settings.put("MALLOC_ARENA_MAX", "2");
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(place.port(kind)));
    return settings;
  }

  /** The browser may call a local host by its name or by its address. */
  private String origins() {
    return all.stream()
        .map(host -> host.publicUrl() + "," + host.loopbackUrl(PartKind.INGRESS))
        .collect(Collectors.joining(","));
  }

  /** Over the links, so that a cut cuts them. */
  private String peerDatabases() {
    return LinkPlace.of(place, all).stream()
        .map(
            link ->
                "%s=postgresql://127.0.0.1:%d/%s"
                    .formatted(link.to().name(), link.port(), Database.NAME))
        .collect(Collectors.joining(","));
  }

  /** Likewise. */
  private String peerMedia() {
    return LinkPlace.of(place, all).stream()
        .map(link -> "%s=http://127.0.0.1:%d".formatted(link.to().name(), link.mediaPort()))
        .collect(Collectors.joining(","));
  }

  private String peers() {
    return all.stream()
        .filter(host -> host.slot() != place.slot())
        .map(host -> host.name() + "=" + host.publicUrl())
        .collect(Collectors.joining(","));
  }
}
