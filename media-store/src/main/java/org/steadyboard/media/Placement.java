package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
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

  /** {@link #rename}, so that it survives a crash. */
  StoredFile place(Path file, Content content) throws IOException {
    var stored = rename(file, content);
    var folder = List.of(places.of(content.sha256()).getParent());
    for (var due : folders.due(folder)) {
      sync.sync(due);
    }
    folders.done(folder);
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
      if (places.makeFolders(name)) {
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
}
