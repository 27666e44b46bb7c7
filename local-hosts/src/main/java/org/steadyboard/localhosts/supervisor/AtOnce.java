package org.steadyboard.localhosts.supervisor;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.steadyboard.localhosts.CommandFailure;

/** The same work for several hosts at the same time. */
final class AtOnce {
  private AtOnce() {}

  /** One host's share of the work. */
  interface Work<T, R> {
    R of(T item) throws IOException, InterruptedException;
  }

  /**
   * Returns the results in the order of the items, when all have ended; throws the first item's
   * failure.
   */
  static <T, R> List<R> each(List<T> items, Work<T, R> work)
      throws IOException, InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> futures =
          threads.invokeAll(items.stream().map(item -> (Callable<R>) () -> work.of(item)).toList());
      var results = new java.util.ArrayList<R>();
      for (Future<R> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CommandFailure failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case IOException failure -> throw failure;
        default -> throw new IOException(e.getCause());
      }
    }
  }
}
