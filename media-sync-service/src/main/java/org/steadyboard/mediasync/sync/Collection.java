package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.Sha256;

/**
 * Removes files that no row has named for {@link #KEEP}, and that nobody put since: an upload
 * writes its row after its file. What uploads have not finished is not among them. For one thread;
 * the outcome is for any.
 *
 * <p>A database that is new or was lost names nothing, and so would cost this host all its files:
 * when most are without a row, none is removed, and that is told.
 */
final class Collection {

  /** Since a file was put last, and since its last row was deleted. */
  static final Duration KEEP = Duration.ofDays(30);

  static final Duration EVERY = Duration.ofDays(1);

  /** After the start: rows that were written meanwhile come first. */
  static final Duration FIRST_AFTER = Duration.ofHours(1);

  /** Of one run; the others wait for the next. */
  static final int MAX_REMOVED = 10_000;

  /** So few are removed even when they are most. */
  static final int FEW = 10;

  private static final Logger LOG = Logger.getLogger(Collection.class);

  private final ItemRows rows;
  private final LocalFiles store;
  private final Copies copies;
  private final Clock clock;
  private Instant next;
  private long removed;
  private boolean isRefused;

  Collection(ItemRows rows, LocalFiles store, Copies copies, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.copies = copies;
    this.clock = clock;
    this.next = clock.instant().plus(FIRST_AFTER);
  }

  /** Removes what is left over if it is time for that, and always what uploads left behind. */
  void run() throws SQLException, IOException {
    store.sweep();
    var now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    collect(now.minus(KEEP));
    next = now.plus(EVERY);
  }

  private void collect(Instant before) throws SQLException, IOException {
    var unnamed = new ArrayList<Sha256>();
    var files = 0L;
    var last = Optional.<Sha256>empty();
    while (true) {
      var page = store.list(last, ItemRows.PAGE);
      files += page.size();
      unnamed.addAll(unnamed(page, before));
      if (page.size() < ItemRows.PAGE) {
        break;
      }
      last = Optional.of(page.getLast());
    }
    if (!isPlausible(unnamed.size(), files)) {
      return;
    }
    var removable = unnamed.subList(0, Math.min(unnamed.size(), MAX_REMOVED));
    for (var from = 0; from < removable.size(); from += ItemRows.PAGE) {
      remove(removable.subList(from, Math.min(removable.size(), from + ItemRows.PAGE)), before);
    }
  }

  private List<Sha256> unnamed(List<Sha256> page, Instant before) throws SQLException {
    if (page.isEmpty()) {
      return page;
    }
    var named = rows.named(page, before);
    return page.stream().filter(file -> !named.contains(file)).toList();
  }

  private synchronized boolean isPlausible(long unnamed, long files) {
    var wasRefused = isRefused;
    isRefused = unnamed > FEW && unnamed > files / 2;
    if (isRefused && !wasRefused) {
      LOG.errorf(
          "ALARM: no row names %d of the %d files of this host: none of them is removed",
          unnamed, files);
    }
    return !isRefused;
  }

  /** A row may have come since the first look. */
  private void remove(List<Sha256> files, Instant before) throws SQLException, IOException {
    for (var file : unnamed(files, before)) {
      if (store.remove(file, before)) {
        copies.gone(file);
        count();
      }
    }
  }

  private synchronized void count() {
    removed++;
  }

  /** Files removed since the start. */
  synchronized long removed() {
    return removed;
  }

  /** Whether the last run removed nothing, as too many files are without a row. */
  synchronized boolean isRefused() {
    return isRefused;
  }
}
