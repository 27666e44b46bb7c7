package org.steadyboard.media;

import java.io.IOException;

/** The room on the disk of a store, asked of the system at each call. */
public interface DiskSpace {

  /** What a disk of any size keeps free at most. */
  long MAX_RESERVE_BYTES = 1L << 30;

  /** The part of a disk that is kept free: 5 %. */
  int RESERVE_PERCENT = 5;

  /** 5 % of the disk or 1 GiB, whichever is less. */
  static long defaultReserve(long totalBytes) {
    return Math.min(totalBytes / 100 * RESERVE_PERCENT, MAX_RESERVE_BYTES);
  }

  /** What this process may still write. */
  long freeBytes() throws IOException;

  /** What is to stay free: files are refused before it is touched. */
  long reserveBytes() throws IOException;

  /** Whether the reserve is whole after so many bytes more; of 0: whether it is now. */
  default boolean hasRoomFor(long bytes) throws IOException {
    return freeBytes() - bytes >= reserveBytes();
  }
}
