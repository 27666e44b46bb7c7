package org.steadyboard.localhosts.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.steadyboard.localhosts.layout.DataFolder;
import org.steadyboard.localhosts.layout.HostPlace;
import org.steadyboard.localhosts.layout.Keys;
import org.steadyboard.localhosts.layout.PartKind;

class ServiceSettingsTest {
  private final List<HostPlace> places = new DataFolder(Path.of("/data")).places(2, 8400);
  private final Keys keys = new Keys("session", "peer", "super", "secret", "between");

  @Test
  void aServiceIsToldWhoItIs() {
    var settings = new ServiceSettings(places.get(1), places, keys).environment(PartKind.LESSON);

    assertThat(settings)
        .containsEntry("HOST_ID", "b")
        .containsEntry("HOST_SLOT", "1")
        .containsEntry("DATABASE_URL", "postgresql://127.0.0.1:8415/steadyboard")
        .containsEntry("DATABASE_USER", "steadyboard")
        .containsEntry("DATABASE_PASSWORD", "secret")
        .containsEntry("PUBLIC_URL", "http://localhost:8410")
        .containsEntry("HOST_PEERS", "a=http://localhost:8400")
        .containsEntry("MEDIA_DIR", "/data/hosts/b/media")
        .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
        .containsEntry("QUARKUS_HTTP_PORT", "8411")
        .doesNotContainKeys("REPLICATION_PEERS", "MEDIA_PEERS", "MEDIA_PEER_PORT")
        .doesNotContainValue("super")
        .doesNotContainValue("between")
        .doesNotContainValue("peer");
    assertThat(settings.get("ALLOWED_ORIGINS"))
        .isEqualTo(
            "http://localhost:8400,http://127.0.0.1:8400,http://localhost:8410,http://127.0.0.1:8410");
  }

  @Test
  void onlyMediaSyncServiceReachesOtherHostsAndByLinks() {
    var settings = new ServiceSettings(places.get(1), places, keys).environment(PartKind.MEDIA);

    assertThat(settings)
        .containsEntry("QUARKUS_HTTP_PORT", "8413")
        .containsEntry("MEDIA_DIR", "/data/hosts/b/media")
        .containsEntry("MEDIA_PEER_PORT", "8416")
        .containsEntry("MEDIA_PEERS", "a=http://127.0.0.1:8480")
        .containsEntry("PEER_KEY", "peer")
        .containsEntry("REPLICATION_PASSWORD", "between")
        .containsEntry("REPLICATION_PEERS", "a=postgresql://127.0.0.1:8455/steadyboard")
        .doesNotContainValue("super");
  }

  @Test
  void aHostAloneHasNoPeersAndBoardServiceNoMedia() {
    var settings =
        new ServiceSettings(places.getFirst(), List.of(places.getFirst()), keys)
            .environment(PartKind.BOARD);

    assertThat(settings)
        .containsEntry("QUARKUS_HTTP_PORT", "8402")
        .doesNotContainKeys(
            "HOST_PEERS",
            "REPLICATION_PEERS",
            "REPLICATION_PASSWORD",
            "MEDIA_DIR",
            "MEDIA_MAX_BYTES");
    assertThat(
            new ServiceSettings(places.getFirst(), List.of(places.getFirst()), keys)
                .environment(PartKind.MEDIA))
        .containsKey("MEDIA_DIR")
        .doesNotContainKeys("PEER_KEY", "MEDIA_PEERS", "REPLICATION_PEERS");
  }
}
