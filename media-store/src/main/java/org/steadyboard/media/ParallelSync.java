package org.steadyboard.media;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * Syncs many files or folders at once, which a disk does in hardly more time than one: the file
 * system writes down together what is asked of it together.
 */
final class ParallelSync {

  /** More of them gain nothing. */
  static final int THREADS = 8;

  private ParallelSync() {}

  /** All were tried when this returns or throws. */
  static void all(Collection<Path> paths, FolderSync.Sync sync) throws IOException {
    if (paths.size() == 1) {
      sync.sync(paths.iterator().next());
      return;
    }
    var syncs = new ArrayList<Callable<Void>>();
    for (var path : paths) {
      syncs.add(
          () -> {
            sync.sync(path);
            return null;
          });
    }
    // Platform threads: a sync blocks its carrier.
    try (var threads = Executors.newFixedThreadPool(Math.min(THREADS, Math.max(1, paths.size())))) {
      for (var done : threads.invokeAll(syncs)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while syncing");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }
}
