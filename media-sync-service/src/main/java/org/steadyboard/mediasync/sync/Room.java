package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.steadyboard.media.DiskSpace;

/**
 * Whether files may be fetched: not when the disk is below its reserve, or was found full. Told
 * once each time. Safe for threads.
 */
final class Room {

  /** After a write that met the end of the disk. */
  static final Duration FULL_FOR = Duration.ofSeconds(10);

  private static final Logger LOG = Logger.getLogger(Room.class);

  private final DiskSpace disk;
  private final Clock clock;
  private Instant fullUntil = Instant.MIN;
  private boolean isAlarming;

  Room(DiskSpace disk, Clock clock) {
    this.disk = disk;
    this.clock = clock;
  }

  /** Asks the disk. */
  synchronized boolean isThere() {
    var isThere = !clock.instant().isBefore(fullUntil) && hasReserve();
    if (isThere == isAlarming) {
      isAlarming = !isThere;
      LOG.warn(
          isAlarming
              ? "ALARM: the disk of MEDIA_DIR is nearly full: no files are fetched from other hosts"
              : "The disk of MEDIA_DIR has room again: files are fetched from other hosts");
    }
    return isThere;
  }

  /** A disk that can't be asked is no reason by itself: writing to it will tell. */
  private boolean hasReserve() {
    try {
      return disk.hasRoomFor(0);
    } catch (IOException e) {
      return true;
    }
  }

  /** A write met the end of the disk. */
  synchronized void full() {
    fullUntil = clock.instant().plus(FULL_FOR);
    isThere();
  }

  synchronized boolean isAlarming() {
    return isAlarming;
  }
}
