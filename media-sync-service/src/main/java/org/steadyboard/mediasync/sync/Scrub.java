package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.media.SetAside;
import org.steadyboard.media.Sha256;
import org.steadyboard.media.Verification;

/**
 * Reads every file again, so that one that a disk has changed is found while another host still has
 * it right. It is then set aside, fetched again, and told. For one thread; what it is asked for and
 * what it tells are for any.
 */
final class Scrub {

  /** A file is read again after so long; with time to do it, within 30 days. */
  static final Duration EVERY = Duration.ofDays(28);

  /** Read at a time. */
  static final int STEP_BYTES = 256 * 1024;

  /** The share of a core, and of the disk's time, that it takes at most. */
  static final int SHARE_PERCENT = 5;

  /** Files that are looked up at a time. */
  static final int PAGE = 100;

  /** In the name of what is set aside. */
  static final String ROTTEN = "rotten";

  private static final Logger LOG = Logger.getLogger(Scrub.class);

  /** How it waits; a test puts its own in its place. */
  interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  private final CopyRows rows;
  private final LocalFiles store;
  private final Copies copies;
  private final Runnable missing;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private Instant askedAt = Instant.MIN;
  private long checked;
  private long rotten;
  private Instant rottenAt;
  private boolean isRemembered;

  /**
   * @param missing told when a file is not here that should be
   * @param nanos a clock that only goes forward
   */
  Scrub(
      CopyRows rows,
      LocalFiles store,
      Copies copies,
      Runnable missing,
      Clock clock,
      LongSupplier nanos,
      Sleeper sleeper) {
    this.rows = rows;
    this.store = store;
    this.copies = copies;
    this.missing = missing;
    this.clock = clock;
    this.nanos = nanos;
    this.sleeper = sleeper;
  }

  /**
   * Every file that is here now is due, at the usual pace. Asked again meanwhile, it begins again;
   * forgotten when the service ends.
   */
  synchronized void askForAll() {
    askedAt = clock.instant();
    notifyAll();
  }

  /** Files that were not read since then are due. */
  synchronized Instant dueBefore() {
    var usual = clock.instant().minus(EVERY);
    return askedAt.isAfter(usual) ? askedAt : usual;
  }

  /** Waits until it is asked for all files, at most so long; returns at once if it was since. */
  synchronized void awaitAsked(Instant since, Duration atMost) throws InterruptedException {
    var end = System.nanoTime() + atMost.toNanos();
    for (var left = atMost; left.toMillis() > 0 && !askedAt.isAfter(since); ) {
      wait(left.toMillis());
      left = Duration.ofNanos(end - System.nanoTime());
    }
  }

  /**
   * Looks at some of the files that are due.
   *
   * @return how many there were
   */
  int run() throws SQLException, IOException, InterruptedException {
    remember();
    var due = rows.uncheckedSince(dueBefore(), PAGE);
    for (var file : due) {
      check(file);
    }
    return due.size();
  }

  private void check(Sha256 file) throws IOException, InterruptedException {
    var begun = store.verify(file);
    if (begun.isEmpty()) {
      copies.lost(file);
      missing.run();
      return;
    }
    var result = read(begun.get());
    count(result);
    if (result == Verification.Result.SOUND) {
      copies.checked(file);
    } else if (store.setAside(file, ROTTEN)) {
      LOG.errorf(
          "ALARM: the file %s was changed by the disk: it is set aside and fetched again", file);
      copies.lost(file);
      missing.run();
    }
  }

  private Verification.Result read(Verification begun) throws IOException, InterruptedException {
    try (begun) {
      while (true) {
        var before = nanos.getAsLong();
        var result = begun.step(STEP_BYTES);
        var took = nanos.getAsLong() - before;
        sleeper.sleep(Duration.ofNanos(took * (100 - SHARE_PERCENT) / SHARE_PERCENT));
        if (result != Verification.Result.UNFINISHED) {
          return result;
        }
      }
    }
  }

  /** What was found before the service began stands in the folder of what was set aside. */
  private void remember() throws IOException {
    if (isRemembered) {
      return;
    }
    var latest = store.setAside(1).stream().map(SetAside::at).findFirst();
    synchronized (this) {
      rottenAt = latest.orElse(null);
    }
    isRemembered = true;
  }

  private synchronized void count(Verification.Result result) {
    checked++;
    if (result == Verification.Result.ROTTEN) {
      rotten++;
      rottenAt = clock.instant();
    }
  }

  /** Files read since the start. */
  synchronized long checked() {
    return checked;
  }

  /** Of these, the ones that were not what their names say. */
  synchronized long rotten() {
    return rotten;
  }

  /** When the last one was found, also before the start. */
  synchronized Optional<Instant> rottenAt() {
    return Optional.ofNullable(rottenAt);
  }
}
