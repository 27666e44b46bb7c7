package org.steadyboard.mediasync.upload;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.steadyboard.media.LocalFiles;

/** Removes what was left of uploads that nobody goes on with. */
@ApplicationScoped
public class Sweeping {

  /** So much later than an hour is an upload gone at most. */
  static final Duration EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = Logger.getLogger(Sweeping.class);

  void start(@Observes StartupEvent event, Vertx vertx, LocalFiles files) {
    vertx.setPeriodic(
        EVERY.toMillis(),
        ignored ->
            vertx
                .executeBlocking(files::sweep)
                .onFailure(e -> LOG.errorf(e, "What was left of uploads could not be removed")));
  }
}
