package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Optional;

/**
 * A store in a folder of this machine: {@code ab/cd/<sha256>}, so that no folder gets too full.
 *
 * <p>A file is written to {@code incoming/}, synced, and renamed: the folder is on one file system.
 * What a crash leaves in {@code incoming/} has no true name and is removed, see {@link Incoming}.
 */
public final class LocalFiles implements MediaStore {

  /** Makes what was made or renamed in a directory survive a crash. */
  interface Sync {
    void sync(Path directory) throws IOException;
  }

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path folder;
  private final Incoming incoming;
  private final Sync sync;

  /**
   * Makes the folder when it is not there.
   *
   * @throws IOException when it cannot be made
   */
  public LocalFiles(Path folder) throws IOException {
    this(folder, Clock.systemUTC(), LocalFiles::sync);
  }

  LocalFiles(Path folder, Clock clock, Sync sync) throws IOException {
    this.folder = folder;
    this.incoming = new Incoming(Files.createDirectories(folder.resolve("incoming")), clock);
    this.sync = sync;
    incoming.sweep();
  }

  @Override
  public StoredFile put(InputStream bytes, long maxBytes) throws IOException {
    incoming.sweepIfDue();
    var temporary = incoming.newFile();
    try {
      var written = write(bytes, maxBytes, temporary);
      var place = place(written.sha256());
      var isNew = !Files.exists(place);
      if (isNew) {
        Files.createDirectories(place.getParent());
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
      }
      syncUpTo(folder, place.getParent());
      return new StoredFile(written.sha256(), written.size(), isNew);
    } finally {
      incoming.done(temporary);
    }
  }

  /** Also what is there already: whoever made it may not have come to this yet. */
  private void syncUpTo(Path top, Path leaf) throws IOException {
    for (var directory = leaf; ; directory = directory.getParent()) {
      sync.sync(directory);
      if (directory.equals(top)) {
        return;
      }
    }
  }

  private static StoredFile write(InputStream bytes, long maxBytes, Path file) throws IOException {
    var digest = Sha256.digest();
    var chunk = new byte[CHUNK_BYTES];
    var size = 0L;
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (var count = bytes.read(chunk); count >= 0; count = bytes.read(chunk)) {
        size += count;
        if (size > maxBytes) {
          throw new FileTooLarge(maxBytes);
        }
        digest.update(chunk, 0, count);
        for (var buffer = ByteBuffer.wrap(chunk, 0, count); buffer.hasRemaining(); ) {
          channel.write(buffer);
        }
      }
      channel.force(true);
    }
    // A short write that nobody reported would give the file a name that is not true.
    if (Files.size(file) != size) {
      throw new IOException("the file has another size than was written");
    }
    return new StoredFile(Sha256.of(digest.digest()), size, true);
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<SeekableByteChannel> open(Sha256 name) throws IOException {
    try {
      return Optional.of(Files.newByteChannel(place(name), StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean holds(Sha256 name) {
    return Files.exists(place(name));
  }

  /** Where a file is, or would be. */
  private Path place(Sha256 name) {
    var hex = name.toString();
    return folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }
}
