package org.steadyboard.mediasync.peer;

import io.quarkus.arc.Unremovable;
import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.steadyboard.host.settings.Peer;

/** How the hosts reach each other for files. */
// A setting that nothing reads would be taken for a mistake.
@Unremovable
@ConfigMapping(prefix = "media.peer")
public interface PeerSettings {

  /** MEDIA_PEER_PORT: where this host's listener for other hosts answers; none: it has none. */
  OptionalInt port();

  /** Of this machine, where that listener answers: as the service's own HTTP. */
  String address();

  /** MEDIA_PEERS: other hosts' listeners, {@code b=http://10.0.0.2:8086,…}; none: alone. */
  Optional<List<Peer>> hosts();

  /** PEER_KEY: 32 bytes in base64, the same on all hosts; there when there are peers. */
  Optional<String> key();
}
