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

  /** How long a large file that did not fit is told of: it is tried again meanwhile. */
  static final Duration LACKING_FOR = Duration.ofMinutes(1);

  private static final Logger LOG = Logger.getLogger(Room.class);

  private final DiskSpace disk;
  private final Clock clock;
  private Instant fullUntil = Instant.MIN;
  private Instant lackingUntil = Instant.MIN;
  private boolean isPaused;
  private boolean isAlarmTold;

  Room(DiskSpace disk, Clock clock) {
    this.disk = disk;
    this.clock = clock;
  }

  /** Asks the disk. */
  synchronized boolean isThere() {
    isPaused = clock.instant().isBefore(fullUntil) || !hasReserve();
    if (isAlarmDue() != isAlarmTold) {
      isAlarmTold = !isAlarmTold;
      LOG.warn(
          isAlarmTold
              ? "ALARM: the disk of MEDIA_DIR is nearly full: not all files are taken"
              : "The disk of MEDIA_DIR has room again: files are taken");
    }
    return !isPaused;
  }

  /** A disk that can't be asked is no reason by itself: writing to it will tell. */
  private boolean hasReserve() {
    try {
      return disk.hasRoomFor(0);
    } catch (IOException e) {
      return true;
    }
  }

  /** Small files did not fit: no others would. */
  synchronized void full() {
    fullUntil = clock.instant().plus(FULL_FOR);
    isThere();
  }

  /** A large file does not fit; others may. */
  synchronized void lacking() {
    lackingUntil = clock.instant().plus(LACKING_FOR);
    isThere();
  }

  /** Asks the disk: also where nothing is to be fetched, an operator wants to know. */
  synchronized boolean isAlarming() {
    isThere();
    return isAlarmDue();
  }

  private boolean isAlarmDue() {
    return isPaused || clock.instant().isBefore(lackingUntil);
  }
}
