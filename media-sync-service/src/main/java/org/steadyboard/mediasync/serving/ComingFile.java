package org.steadyboard.mediasync.serving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyboard.mediasync.peer.Fetching.Arriving;
import org.steadyboard.mediasync.serving.ByteRanges.ByteRange;

/** Gives out a file while it comes from another host. Blocks: for a virtual thread. */
final class ComingFile {

  /** How long a reader may take nothing before it is taken for gone. */
  static final Duration MAX_UNREAD = Duration.ofSeconds(30);

  private static final int CHUNK_BYTES = 16 * 1024;

  private final Arriving file;

  ComingFile(Arriving file) {
    this.file = file;
  }

  long size() {
    return file.size();
  }

  String contentType() throws IOException {
    try (var in = file.from(0)) {
      return KnownFiles.typeOf(file.size(), in);
    }
  }

  /**
   * Ends the response, whose other headers stand. When the file never becomes whole, the connection
   * is closed before the last byte, so that nobody takes it for the file.
   */
  void send(ByteRange part, HttpServerResponse response) {
    response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(part.length()));
    try (var in = file.from(part.first())) {
      for (var left = part.length(); left > 0; ) {
        var chunk = in.readNBytes((int) Math.min(left, CHUNK_BYTES));
        if (chunk.length == 0) {
          throw new IOException("the file ended too early");
        }
        left -= chunk.length;
        write(response, chunk);
      }
      response.end();
    } catch (IOException | IllegalStateException broken) {
      response.reset();
    }
  }

  private static void write(HttpServerResponse response, byte[] chunk) throws IOException {
    try {
      response
          .write(Buffer.buffer(chunk))
          .toCompletionStage()
          .toCompletableFuture()
          .get(MAX_UNREAD.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the reader is gone", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the service ends", e);
    }
  }
}
