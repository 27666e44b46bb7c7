package org.steadyboard.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A batch as files of {@link Incoming} under one lock. No file is open between two calls. */
final class LocalBatch implements MediaBatch {

  private final Incoming.Names names;
  private final Intake intake;
  private final Placement placement;
  private final Disk disk;
  private final List<Placement.Whole> files = new ArrayList<>();
  private long bytes;
  private boolean isOpen = true;

  LocalBatch(Incoming.Names names, Intake intake, Placement placement, Disk disk) {
    this.names = names;
    this.intake = intake;
    this.placement = placement;
    this.disk = disk;
  }

  @Override
  public boolean hasRoomFor(long size) {
    return isOpen && files.size() < MAX_FILES && size <= MAX_BYTES - bytes;
  }

  @Override
  public void add(InputStream stream, Content expected) throws IOException {
    if (!hasRoomFor(expected.size())) {
      throw new IllegalStateException("the batch is full, or has ended");
    }
    disk.demandRoomFor(expected.size());
    var file = names.next();
    try (var channel = Incoming.create(file)) {
      intake.write(stream, expected, channel);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    files.add(new Placement.Whole(file, expected));
    bytes += expected.size();
  }

  @Override
  public List<StoredFile> keep() throws IOException {
    if (!isOpen) {
      throw new IllegalStateException("the batch has ended");
    }
    try (this) {
      ParallelSync.all(files.stream().map(Placement.Whole::file).toList(), this::sync);
      return placement.place(files);
    }
  }

  private void sync(Path file) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      disk.sync(channel);
    }
  }

  @Override
  public void close() throws IOException {
    if (!isOpen) {
      return;
    }
    isOpen = false;
    try (names) {
      for (var file : files) {
        Files.deleteIfExists(file.file());
      }
    }
  }
}
