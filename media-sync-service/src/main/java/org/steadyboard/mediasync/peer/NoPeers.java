package org.steadyboard.mediasync.peer;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What there is to say of other hosts when there is none. */
public final class NoPeers {

  private NoPeers() {}

  /**
   * @param known so that the settings of peers are read, and checked
   */
  @Produces
  @DefaultBean
  @ApplicationScoped
  static Offering offering(PeerSettings known) {
    return (file, within) -> CompletableFuture.completedFuture(false);
  }

  @Produces
  @DefaultBean
  @ApplicationScoped
  static Fetching fetching() {
    return file -> Optional.empty();
  }
}
