package org.steadyboard.mediasync.serving;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.MediaType;
import org.steadyboard.media.Sha256;

/**
 * What is to be told of files with their bytes. Files never change, so it is read once, and
 * forgotten when one is not where it was.
 */
@ApplicationScoped
class KnownFiles {

  /** About 400 bytes each; the one that was not asked for the longest goes first. */
  static final int MAX_KNOWN = 4_096;

  /** Of what is kept for another reason than being shown. */
  static final String UNKNOWN_TYPE = "application/octet-stream";

  private static final int FEW_BYTES = 4 * 1024;

  private final LocalFiles files;
  private final Map<String, Known> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX_KNOWN;
        }
      };

  KnownFiles(LocalFiles files) {
    this.files = files;
  }

  /**
   * A file that was held here when it was looked at.
   *
   * @param size in bytes
   */
  record Known(String path, long size, String contentType) {}

  /** Asks no disk. */
  Optional<Known> find(String sha256) {
    synchronized (known) {
      return Optional.ofNullable(known.get(sha256));
    }
  }

  /** Empty when the file is not held here. */
  Optional<Known> look(Sha256 sha256) throws IOException {
    var path = files.path(sha256);
    var opened = files.open(sha256);
    if (path.isEmpty() || opened.isEmpty()) {
      return Optional.empty();
    }
    try (var channel = opened.get()) {
      var size = channel.size();
      var type = typeOf(size, Channels.newInputStream(channel));
      var found = new Known(path.get().toString(), size, type);
      synchronized (known) {
        known.put(sha256.toString(), found);
      }
      return Optional.of(found);
    }
  }

  /**
   * The type of a file of this size, as its first bytes tell it. Few are enough for almost all, and
   * hundreds of files may be looked at at once.
   */
  static String typeOf(long size, InputStream file) throws IOException {
    var first = file.readNBytes((int) Math.min(size, FEW_BYTES));
    var type = MediaType.of(first);
    if (type.isPresent() || size <= FEW_BYTES) {
      return type.orElse(UNKNOWN_TYPE);
    }
    var head = new ByteArrayOutputStream(MediaType.HEAD_BYTES);
    head.writeBytes(first);
    head.writeBytes(file.readNBytes(MediaType.HEAD_BYTES - first.length));
    return MediaType.of(head.toByteArray()).orElse(UNKNOWN_TYPE);
  }

  void forget(String sha256) {
    synchronized (known) {
      known.remove(sha256);
    }
  }
}
