package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Gives whole files their names, and makes the names survive a crash. */
final class Placement {

  private final Places places;
  private final Incoming incoming;
  private final Disk disk;
  private final Clock clock;
  private final FolderSync folders;
  private final FolderSync.Sync sync;

  Placement(Places places, Incoming incoming, Disk disk, Clock clock, FolderSync.Sync sync) {
    this.places = places;
    this.incoming = incoming;
    this.disk = disk;
    this.clock = clock;
    this.folders = new FolderSync(places.top());
    this.sync = sync;
  }

  /** A file that is whole and synced, under a name that means nothing. */
  record Whole(Path file, Content content) {}

  /**
   * Renames files, so that it survives a crash; each folder is synced once.
   *
   * @return in the same order
   */
  List<StoredFile> place(List<Whole> files) throws IOException {
    var stored = new ArrayList<StoredFile>();
    var renamedInto = new LinkedHashSet<Path>();
    for (var file : files) {
      stored.add(rename(file.file(), file.content()));
      renamedInto.add(places.of(file.content().sha256()).getParent());
    }
    ParallelSync.all(folders.due(renamedInto), sync);
    folders.done(renamedInto);
    return stored;
  }

  /**
   * Renames a file that is whole and synced. When one of its name and size is there, that one
   * counts as new from now on, so that it is not collected as a file that has long been without a
   * row.
   */
  private StoredFile rename(Path file, Content content) throws IOException {
    var name = content.sha256();
    var place = places.of(name);
    try (var _ = incoming.locks().take(name.toString())) {
      if (places.makeFolder(name)) {
        folders.forget(place.getParent());
      }
      var present = places.find(name).filter(found -> found.size() == content.size());
      if (present.isPresent()) {
        Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
      } else {
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
      }
      return new StoredFile(name, content.size(), present.isEmpty());
    } catch (IOException e) {
      throw disk.explained(e);
    }
  }

  /** {@link MediaRemover#remove}. */
  boolean remove(Sha256 name, Instant before) throws IOException {
    try (var _ = incoming.locks().take(name.toString())) {
      var isOld =
          places
              .find(name)
              .filter(found -> found.lastModifiedTime().toInstant().isBefore(before))
              .isPresent();
      return isOld && Files.deleteIfExists(places.of(name));
    }
  }

  /** {@link MediaRemover#setAside}. */
  boolean setAside(Sha256 name, String reason, AsideFolder aside) throws IOException {
    try (var _ = incoming.locks().take(name.toString())) {
      if (places.find(name).isEmpty()) {
        return false;
      }
      aside.take(places.of(name), name, reason);
      return true;
    }
  }
}
