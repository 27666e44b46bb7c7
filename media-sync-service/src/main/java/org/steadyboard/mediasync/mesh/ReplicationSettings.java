package org.steadyboard.mediasync.mesh;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyboard.host.settings.Peer;

/** How this host replicates with its peers. */
@ConfigMapping(prefix = "media.replication")
public interface ReplicationSettings {

  /** DATABASE_URL: the database of this host. */
  String databaseUrl();

  /** REPLICATION_PASSWORD: of the role {@code steadyboard_replication}, the same on all hosts. */
  Optional<String> password();

  /** REPLICATION_PEERS: {@code b=postgresql://127.0.0.1:5432/steadyboard,…}; none: alone. */
  Optional<List<Peer>> peers();

  /** Between two comparisons with a peer. */
  @WithDefault("60S")
  Duration compareEvery();
}
