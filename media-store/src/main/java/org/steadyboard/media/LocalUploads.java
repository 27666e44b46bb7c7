package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Uploads as files of {@link Incoming}: a part, and an {@link UploadRecord} beside it. */
final class LocalUploads implements Uploads {

  /** Held while room for one is judged, so that two can't both have the last of it. */
  private static final String JUDGING = "uploads";

  private final Incoming incoming;
  private final Placement placement;
  private final Disk disk;
  private final FolderSync.Sync sync;

  LocalUploads(Incoming incoming, Placement placement, Disk disk, FolderSync.Sync sync) {
    this.incoming = incoming;
    this.placement = placement;
    this.disk = disk;
    this.sync = sync;
  }

  @Override
  public Upload begin(PartName name, long length, long maxBytes, byte[] about) throws IOException {
    if (length < 0 || about.length > MAX_ABOUT_BYTES) {
      throw new IllegalArgumentException("a length below 0, or too much about it");
    }
    if (length > maxBytes) {
      throw new FileTooLarge(maxBytes);
    }
    incoming.sweepIfDue();
    var lock = lock(name);
    try {
      if (UploadRecord.read(record(name)).isPresent()) {
        throw new UploadStands(name);
      }
      create(name, new UploadState(0, length, about));
      return LocalUpload.open(this, name, lock).orElseThrow();
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    } catch (IOException e) {
      lock.close();
      throw disk.explained(e);
    }
  }

  private void create(PartName name, UploadState state) throws IOException {
    try (var _ = incoming.locks().take(JUDGING)) {
      demandRoomFor(state.length());
      Files.deleteIfExists(part(name));
      Incoming.create(part(name)).close();
      UploadRecord.create(record(name), state, disk);
    } catch (IOException e) {
      remove(name);
      throw e;
    }
    sync.sync(incoming.folder());
  }

  /** With what others have declared and not yet brought. */
  private void demandRoomFor(long length) throws IOException {
    var begun = 0;
    var toCome = length;
    try (var records = Files.newDirectoryStream(incoming.folder(), "*" + UploadRecord.SUFFIX)) {
      for (var record : records) {
        begun++;
        toCome += toCome(record);
      }
    }
    if (begun >= MAX_UPLOADS) {
      throw new TooManyUploads(MAX_UPLOADS);
    }
    disk.demandRoomFor(toCome);
  }

  private long toCome(Path record) throws IOException {
    var state = UploadRecord.read(record);
    if (state.isEmpty()) {
      return 0;
    }
    return state.get().length() - partSize(record.resolveSibling(nameOf(record) + PartName.PART));
  }

  @Override
  public Optional<Upload> resume(PartName name) throws IOException {
    var lock = lock(name);
    try {
      var upload = LocalUpload.open(this, name, lock);
      if (upload.isEmpty()) {
        lock.close();
      }
      return upload.map(opened -> opened);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public Optional<UploadState> find(PartName name) throws IOException {
    var recorded = UploadRecord.read(record(name));
    if (recorded.isEmpty()) {
      return recorded;
    }
    var state = recorded.get();
    var safe = Math.min(state.offset(), partSize(part(name)));
    return Optional.of(new UploadState(safe, state.length(), state.about()));
  }

  @Override
  public Map<PartName, UploadState> all() throws IOException {
    var all = new HashMap<PartName, UploadState>();
    try (var records = Files.newDirectoryStream(incoming.folder(), "*" + UploadRecord.SUFFIX)) {
      for (var record : records) {
        var name = PartName.parse(nameOf(record));
        var state = name.isEmpty() ? Optional.<UploadState>empty() : find(name.get());
        state.ifPresent(found -> all.put(name.get(), found));
      }
    }
    return all;
  }

  private static String nameOf(Path record) {
    var file = record.getFileName().toString();
    return file.substring(0, file.length() - UploadRecord.SUFFIX.length());
  }

  private FolderLocks.Held lock(PartName name) throws IOException {
    return incoming.locks().tryTake(name.value()).orElseThrow(() -> new StoreBusy("the upload"));
  }

  /** The record first: a part without one is nothing, and swept. */
  void remove(PartName name) throws IOException {
    Files.deleteIfExists(record(name));
    Files.deleteIfExists(part(name));
  }

  private static long partSize(Path part) throws IOException {
    return Places.attributes(part).map(found -> found.size()).orElse(0L);
  }

  Path part(PartName name) {
    return incoming.folder().resolve(name + PartName.PART);
  }

  Path record(PartName name) {
    return incoming.folder().resolve(name + UploadRecord.SUFFIX);
  }

  Placement placement() {
    return placement;
  }

  Disk disk() {
    return disk;
  }
}
