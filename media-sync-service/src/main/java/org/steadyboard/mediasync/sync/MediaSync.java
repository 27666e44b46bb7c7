package org.steadyboard.mediasync.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import javax.sql.DataSource;
import org.steadyboard.host.schema.SchemaPreparation.SchemaReady;
import org.steadyboard.host.settings.HostSettings;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.mediasync.files.MediaSettings;
import org.steadyboard.mediasync.peer.Deadlines;
import org.steadyboard.mediasync.peer.Fetching;
import org.steadyboard.mediasync.peer.Offering;
import org.steadyboard.mediasync.peer.PeerSettings;

/** Runs {@link Replication} in this service. Files are given to peers also with no database. */
@Singleton
public class MediaSync {

  private final PeerSettings settings;
  private final Replication replication;

  public MediaSync(
      HostSettings host,
      MediaSettings media,
      PeerSettings settings,
      Vertx vertx,
      LocalFiles store,
      DataSource database,
      Clock clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.replication =
        new Replication(
            new Replication.Hosts(
                host.id(),
                settings.hosts().orElse(List.of()),
                settings.key().map(Base64.getDecoder()::decode).orElse(new byte[1]),
                media.maxBytes()),
            new Replication.Means(vertx, store, database, clock, Deadlines.USUAL, meters));
  }

  void listen(@Observes StartupEvent event) {
    if (settings.port().isPresent()) {
      try {
        replication.listen(settings.address(), settings.port().getAsInt());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void start(@Observes SchemaReady ready) {
    replication.start();
  }

  void stop(@Observes ShutdownEvent event) {
    replication.close();
  }

  @Produces
  @ApplicationScoped
  Offering offering() {
    return replication.offers();
  }

  @Produces
  @ApplicationScoped
  Fetching fetching() {
    return replication.fetches();
  }

  Replication replication() {
    return replication;
  }
}
