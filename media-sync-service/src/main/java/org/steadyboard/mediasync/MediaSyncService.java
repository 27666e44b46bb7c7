package org.steadyboard.mediasync;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.Map;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.host.settings.ServiceStart;
import org.steadyboard.host.settings.Setting;
import org.steadyboard.mediasync.mesh.PeerAddress;

/** Media files, and everything that goes between hosts. */
@QuarkusMain
public final class MediaSyncService {

  private MediaSyncService() {}

  private static Setting[] settings(Map<String, String> environment) {
    var hasPeers = isSet(environment.get("MEDIA_PEERS"));
    var replicates = isSet(environment.get("REPLICATION_PEERS"));
    return new Setting[] {
      Setting.required(
          "MEDIA_DIR",
          "a folder for media files, with an absolute path",
          v -> Path.of(v).isAbsolute()),
      Setting.optional("MEDIA_MAX_BYTES", "a number of bytes", v -> v.matches("[1-9][0-9]{0,14}")),
      Setting.optional(
          "MEDIA_PEERS",
          "like b=http://10.0.0.2:8086, parted by commas, each host once",
          v -> Peer.areWellFormed(v, Setting::isOrigin)),
      new Setting(
          "MEDIA_PEER_PORT",
          hasPeers,
          "the port at which other hosts ask for files, 1 to 65535",
          v -> v.matches("[1-9][0-9]{0,4}") && Integer.parseInt(v) < 1 << 16),
      new Setting(
          "PEER_KEY", hasPeers, "32 bytes in base64, the same on all hosts", Setting::isKey),
      Setting.optional(
          "REPLICATION_PEERS",
          "like b=postgresql://127.0.0.1:5432/steadyboard, parted by commas, each host once",
          PeerAddress::areWellFormed),
      new Setting(
          "REPLICATION_PASSWORD",
          replicates,
          "the password of the role steadyboard_replication, the same on all hosts",
          v -> true)
    };
  }

  private static boolean isSet(String value) {
    return value != null && !value.isBlank();
  }

  public static void main(String... args) {
    ServiceStart.run(args, settings(System.getenv()));
  }
}
