package org.steadyboard.media;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Says which folders are to be synced for files to survive a crash: their own, and those above
 * until one that is known to survive it itself. Safe for threads.
 */
final class FolderSync {

  /** Makes what was made or renamed in a directory survive a crash. */
  interface Sync {
    void sync(Path directory) throws IOException;
  }

  private final Path top;

  /** The folders in it whose own entry is known to be synced. */
  private final Set<Path> known = new HashSet<>();

  FolderSync(Path top) {
    this.top = top;
  }

  static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes a folder, with all above it that are missing, so that they survive a crash. */
  static void make(Path folder, Sync sync) throws IOException {
    var absolute = folder.toAbsolutePath();
    if (Files.isDirectory(absolute)) {
      return;
    }
    make(absolute.getParent(), sync);
    try {
      Files.createDirectory(absolute);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(absolute)) {
        throw e;
      }
    }
    sync.sync(absolute.getParent());
  }

  /**
   * @param folders those that files were renamed into
   * @return these, and the one above when it needs it. A folder that another process made may not
   *     be synced by it yet.
   */
  synchronized Set<Path> due(Collection<Path> folders) {
    var due = new LinkedHashSet<>(folders);
    if (!known.containsAll(folders)) {
      due.add(top);
    }
    return due;
  }

  /** All that was due for these is synced. */
  synchronized void done(Collection<Path> folders) {
    known.addAll(folders);
  }

  /** It was made anew. */
  synchronized void forget(Path folder) {
    known.remove(folder);
  }
}
