package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/**
 * A store in a folder of this machine, which several processes may use at once.
 *
 * <p>A file is written to {@code incoming/}, synced, and renamed: the folder is on one file system.
 * What a crash leaves in {@code incoming/} has no true name and is removed, see {@link Incoming}.
 */
public final class LocalFiles implements MediaStore {

  private final Places places;
  private final Disk disk;
  private final Intake intake;
  private final Incoming incoming;
  private final Placement placement;
  private final LocalUploads uploads;
  private final AsideFolder aside;

  /**
   * Makes the folder when it is not there.
   *
   * @throws IOException when it cannot be made
   */
  public LocalFiles(Path folder) throws IOException {
    this(folder, Clock.systemUTC(), FolderSync::sync, DiskSpace::defaultReserve);
  }

  LocalFiles(Path folder, Clock clock, FolderSync.Sync sync, LongUnaryOperator reserve)
      throws IOException {
    FolderSync.make(folder.resolve("incoming"), sync);
    this.places = new Places(folder);
    this.incoming = new Incoming(folder.resolve("incoming"), clock);
    this.disk = new Disk(folder, reserve);
    this.intake = new Intake(disk);
    this.placement = new Placement(places, incoming, disk, clock, sync);
    this.aside = new AsideFolder(folder.resolve("aside"), clock);
    this.uploads = new LocalUploads(incoming, placement, disk, sync);
  }

  /** Files that come in pieces, in the same folder. */
  public Uploads uploads() {
    return uploads;
  }

  public DiskSpace space() {
    return disk;
  }

  /**
   * Removes from {@code incoming/} what nobody is writing and nobody has written to for an hour,
   * and what was set aside 30 days ago. Cheap: these are two small folders.
   *
   * @return how many files
   */
  public int sweep() throws IOException {
    return incoming.sweep() + aside.sweep();
  }

  /** The latest of what was set aside, the latest first. */
  public List<SetAside> setAside(int max) throws IOException {
    return aside.latest(max);
  }

  @Override
  public StoredFile put(InputStream bytes, long maxBytes) throws IOException {
    return put(0, file -> intake.write(bytes, maxBytes, file.channel()));
  }

  @Override
  public StoredFile put(InputStream bytes, Content expected) throws IOException {
    return put(
        expected.size(),
        file -> {
          intake.write(bytes, expected, file.channel());
          return expected;
        });
  }

  private interface Writing {
    Content into(Incoming.Temporary file) throws IOException;
  }

  private StoredFile put(long announcedBytes, Writing writing) throws IOException {
    incoming.sweepIfDue();
    disk.demandRoomFor(announcedBytes);
    try (var file = newFile()) {
      var content = writing.into(file);
      disk.sync(file.channel());
      return placement.place(List.of(new Placement.Whole(file.path(), content))).getFirst();
    }
  }

  @Override
  public MediaBatch batch() throws IOException {
    incoming.sweepIfDue();
    return new LocalBatch(incoming.newNames(), intake, placement, disk);
  }

  private Incoming.Temporary newFile() throws IOException {
    try {
      return incoming.newFile();
    } catch (IOException e) {
      throw disk.explained(e);
    }
  }

  @Override
  public Optional<SeekableByteChannel> open(Sha256 name) throws IOException {
    var path = path(name);
    try {
      return path.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Files.newByteChannel(path.get(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public OptionalLong size(Sha256 name) throws IOException {
    return places
        .find(name)
        .map(BasicFileAttributes::size)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Of a file that is held, for who hands it to the system to send; it is only to be read. */
  public Optional<Path> path(Sha256 name) throws IOException {
    return places.find(name).map(found -> places.of(name));
  }

  @Override
  public List<Sha256> list(Optional<Sha256> after, int max) throws IOException {
    if (max < 1 || max > MAX_LISTED) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_LISTED + " names");
    }
    return new Listing(places).list(after, max);
  }

  @Override
  public Optional<Verification> verify(Sha256 name) throws IOException {
    return open(name).map(channel -> new Verification(name, channel));
  }

  @Override
  public boolean remove(Sha256 name, Instant before) throws IOException {
    return placement.remove(name, before);
  }

  @Override
  public boolean setAside(Sha256 name, String reason) throws IOException {
    AsideFolder.demandReason(reason);
    return placement.setAside(name, reason, aside);
  }
}
