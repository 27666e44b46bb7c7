package org.steadyboard.mediasync.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyboard.media.Upload;

/**
 * Which request brings which upload. A line that broke without a word leaves a request behind that
 * waits for bytes; who comes back for the upload ends it, and goes on from what it had brought.
 */
@ApplicationScoped
class Running {

  /** For the other request to make safe what it has; longer, and it is frozen. */
  static final Duration MAX_WAIT = Duration.ofSeconds(3);

  private record Bringing(RequestStream body, CompletableFuture<Void> ended) {}

  private final ConcurrentHashMap<UUID, Bringing> running = new ConcurrentHashMap<>();

  /** An open upload, until it is closed: then the upload is, and others may have it. */
  interface Bringer extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  Bringer bring(UUID id, RequestStream body, Upload upload) {
    var bringing = new Bringing(body, new CompletableFuture<>());
    running.put(id, bringing);
    return () -> {
      try {
        upload.close();
      } finally {
        running.remove(id, bringing);
        bringing.ended.complete(null);
      }
    };
  }

  /**
   * Ends the request that brings an upload, and waits until it has.
   *
   * @return whether none brings it now
   */
  boolean end(UUID id) {
    var bringing = running.get(id);
    if (bringing == null) {
      return true;
    }
    bringing.body.breakOff();
    try {
      bringing.ended.get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
