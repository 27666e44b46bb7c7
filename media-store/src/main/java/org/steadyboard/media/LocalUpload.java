package org.steadyboard.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An open upload. It holds its lock and two open files until it ends or is closed. */
final class LocalUpload implements Upload {

  private static final int CHUNK_BYTES = 64 * 1024;

  private final LocalUploads uploads;
  private final PartName name;
  private final FolderLocks.Held lock;
  private final FileChannel part;
  private final UploadRecord record;
  private final long length;
  private final byte[] about;

  private long offset;
  private long safe;
  private boolean isOpen = true;

  private long marked;

  /** Of all bytes up to the offset; null when some of them came before it was opened. */
  private MessageDigest digest;

  private MessageDigest markedDigest;

  private LocalUpload(
      LocalUploads uploads,
      PartName name,
      FolderLocks.Held lock,
      FileChannel part,
      UploadRecord record,
      UploadState state) {
    this.uploads = uploads;
    this.name = name;
    this.lock = lock;
    this.part = part;
    this.record = record;
    this.length = state.length();
    this.about = state.about();
    this.offset = state.offset();
    this.safe = state.offset();
    this.digest = state.offset() == 0 ? Sha256.digest() : null;
    mark();
  }

  /** Empty when there is none. */
  static Optional<LocalUpload> open(LocalUploads uploads, PartName name, FolderLocks.Held lock)
      throws IOException {
    var state = uploads.find(name);
    if (state.isEmpty()) {
      return Optional.empty();
    }
    var part =
        FileChannel.open(
            uploads.part(name),
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS));
    try {
      // What was written after the last sync may be anything after a crash.
      part.truncate(state.get().offset());
      var record = UploadRecord.open(uploads.record(name), uploads.disk());
      return Optional.of(new LocalUpload(uploads, name, lock, part, record, state.get()));
    } catch (IOException e) {
      part.close();
      throw e;
    }
  }

  @Override
  public synchronized UploadState state() {
    return new UploadState(offset, length, about);
  }

  @Override
  public synchronized void append(ByteBuffer bytes) throws IOException {
    demandOpen();
    if (bytes.remaining() > length - offset) {
      throw new FileTooLarge(length);
    }
    orAbort(
        () -> {
          uploads.disk().write(part::write, bytes.duplicate(), offset);
          if (digest != null) {
            digest.update(bytes.duplicate());
          }
          offset += bytes.remaining();
          bytes.position(bytes.limit());
          if (offset - safe >= MAX_UNSAFE_BYTES) {
            makeSafe();
          }
        });
  }

  @Override
  public synchronized int read(ByteBuffer into, long at) throws IOException {
    demandOpen();
    var before = into.position();
    for (var place = at; into.hasRemaining() && place < offset; ) {
      var count = part.read(into, place);
      if (count < 0) {
        break;
      }
      place += count;
    }
    return into.position() - before;
  }

  private void makeSafe() throws IOException {
    uploads.disk().sync(part);
    record.writeSafe(offset);
    record.sync();
    safe = offset;
  }

  private interface Writing {
    void run() throws IOException;
  }

  /**
   * A sync that fails once may go well the next time, although what it was for is lost. Only an
   * interrupted thread is no fault of the disk.
   */
  private void orAbort(Writing writing) throws IOException {
    try {
      writing.run();
    } catch (ClosedChannelException interrupted) {
      throw interrupted;
    } catch (IOException e) {
      try {
        end();
      } catch (IOException alsoBroken) {
        e.addSuppressed(alsoBroken);
      }
      throw e;
    }
  }

  @Override
  public synchronized SeekableByteChannel reader() throws IOException {
    demandOpen();
    return FileChannel.open(uploads.part(name), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public synchronized void mark() {
    marked = offset;
    markedDigest = copy(digest);
  }

  @Override
  public synchronized void reset() throws IOException {
    demandOpen();
    // Less is safe before there is less.
    if (safe > marked) {
      record.writeSafe(marked);
      record.sync();
      safe = marked;
    }
    part.truncate(marked);
    offset = marked;
    digest = copy(markedDigest);
  }

  private static MessageDigest copy(MessageDigest digest) {
    try {
      return digest == null ? null : (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized StoredFile finish(Optional<Sha256> expected) throws IOException {
    demandOpen();
    if (offset != length) {
      throw new IllegalStateException(state() + " have come");
    }
    var content = new Content(Sha256.of(digest()), length);
    if (expected.isPresent() && !expected.get().equals(content.sha256())) {
      abort();
      throw new WrongContent(expected.get().toString(), content.sha256().toString());
    }
    return place(content);
  }

  /** Closed first: nothing may be able to write to a file that has its name. */
  private StoredFile place(Content content) throws IOException {
    orAbort(
        () -> {
          uploads.disk().sync(part);
          record.writeSafe(offset);
        });
    isOpen = false;
    try (lock) {
      try (part;
          record) {
        if (part.size() != length) {
          throw new IOException("the file has another size than was written");
        }
      }
      var stored =
          uploads
              .placement()
              .place(List.of(new Placement.Whole(uploads.part(name), content)))
              .getFirst();
      uploads.remove(name);
      return stored;
    }
  }

  /** Also of what came to another process, or before a restart. */
  private byte[] digest() throws IOException {
    if (digest != null) {
      return copy(digest).digest();
    }
    var whole = Sha256.digest();
    var chunk = ByteBuffer.allocate(CHUNK_BYTES);
    for (var at = 0L; at < length; at += chunk.limit()) {
      chunk.clear();
      if (part.read(chunk, at) <= 0) {
        throw new IOException("the part ends too early");
      }
      whole.update(chunk.flip());
    }
    return whole.digest();
  }

  @Override
  public synchronized void abort() throws IOException {
    demandOpen();
    end();
  }

  private void end() throws IOException {
    isOpen = false;
    try (lock;
        part;
        record) {
      uploads.remove(name);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (!isOpen) {
      return;
    }
    try {
      if (offset > safe) {
        orAbort(this::makeSafe);
      }
    } finally {
      if (isOpen) {
        release();
      }
    }
  }

  private void release() throws IOException {
    isOpen = false;
    try (lock;
        part;
        record) {
      // Nothing but to close them.
    }
  }

  private void demandOpen() {
    if (!isOpen) {
      throw new IllegalStateException("the upload has ended or is closed");
    }
  }
}
