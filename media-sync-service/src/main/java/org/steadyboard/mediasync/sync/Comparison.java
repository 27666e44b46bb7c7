package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.media.Content;
import org.steadyboard.media.MediaReader;
import org.steadyboard.media.Sha256;

/**
 * Finds out which files are missing here: of rows that have just been written at once, and of all
 * rows every {@link #EVERY}, as news can be lost. Tells {@link Wanted} what to fetch and {@link
 * Copies} what is here. Its rows are looked at by one thread, told of by any.
 */
final class Comparison {

  static final Duration EVERY = Duration.ofMinutes(5);

  /** Rows that were told of and not looked at; beyond these, all rows are compared instead. */
  static final int MAX_TOLD = 10_000;

  private final ItemRows rows;
  private final MediaReader store;
  private final Wanted wanted;
  private final Copies copies;
  private final Clock clock;
  private final Set<UUID> told = new LinkedHashSet<>();
  private boolean isWholeDue = true;
  private Instant wholeEndedAt;

  Comparison(ItemRows rows, MediaReader store, Wanted wanted, Copies copies, Clock clock) {
    this.rows = rows;
    this.store = store;
    this.wanted = wanted;
    this.copies = copies;
    this.clock = clock;
  }

  /** A row was written. */
  synchronized void written(UUID id) {
    if (told.size() < MAX_TOLD) {
      told.add(id);
    } else {
      isWholeDue = true;
    }
    notifyAll();
  }

  /** All rows are to be looked at: news may have been missed. */
  synchronized void compareAll() {
    isWholeDue = true;
    notifyAll();
  }

  /** Looks at what was told, or at everything if it is time for that; waits so long for either. */
  void run(Duration atMost) throws SQLException, IOException, InterruptedException {
    var ids = take(atMost);
    if (!ids.isEmpty()) {
      lookAt(ids);
    } else if (isWholeDue()) {
      compareWhole();
    }
  }

  private synchronized List<UUID> take(Duration atMost) throws InterruptedException {
    if (told.isEmpty() && !isWholeDue()) {
      wait(Math.max(1, atMost.toMillis()));
    }
    var ids = new ArrayList<UUID>();
    var next = told.iterator();
    while (next.hasNext() && ids.size() < ItemRows.PAGE) {
      ids.add(next.next());
      next.remove();
    }
    return ids;
  }

  private synchronized boolean isWholeDue() {
    return isWholeDue
        || wholeEndedAt == null
        || !clock.instant().isBefore(wholeEndedAt.plus(EVERY));
  }

  private void lookAt(List<UUID> ids) throws SQLException, IOException {
    try {
      for (var item : rows.of(ids)) {
        judge(item, true);
      }
    } catch (SQLException | IOException e) {
      compareAll();
      throw e;
    }
  }

  private void compareWhole() throws SQLException, IOException {
    synchronized (this) {
      isWholeDue = false;
    }
    var began = clock.instant();
    var isComplete = true;
    try {
      Sha256 last = null;
      for (var page = rows.after(null); !page.isEmpty(); page = rows.after(last)) {
        for (var item : page) {
          isComplete &= judge(item, false);
        }
        last = page.getLast().content().sha256();
      }
    } catch (SQLException | IOException e) {
      compareAll();
      throw e;
    }
    if (isComplete) {
      wanted.forgetUnseenSince(began);
    }
    synchronized (this) {
      wholeEndedAt = clock.instant();
    }
  }

  /** Whether there was room to want it, if need be. */
  private boolean judge(ItemRows.Item item, boolean isNew) throws IOException {
    var name = item.content().sha256();
    if (holds(store, item.content())) {
      wanted.held(name);
      if (!item.isCopyTold()) {
        copies.held(name);
      }
      return true;
    }
    if (item.isCopyTold()) {
      copies.lost(name);
    }
    return wanted.add(item.content(), item.writtenOn(), isNew).isPresent();
  }

  /** One of another size is not it, and is fetched anew. */
  static boolean holds(MediaReader store, Content content) throws IOException {
    var size = store.size(content.sha256());
    return size.isPresent() && size.getAsLong() == content.size();
  }

  /** When all rows were looked at last. */
  synchronized Optional<Instant> wholeEndedAt() {
    return Optional.ofNullable(wholeEndedAt);
  }
}
