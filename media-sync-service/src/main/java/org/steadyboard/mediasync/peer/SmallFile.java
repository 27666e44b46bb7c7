package org.steadyboard.mediasync.peer;

/** What a peer has of a file that was asked for among others. */
public sealed interface SmallFile {

  /** The largest file that is sent among others, 256 KiB; a larger one is asked for alone. */
  int MAX_BYTES = 256 * 1024;

  /** How many files one request may ask for. */
  int MAX_FILES = 512;

  /** Nothing. */
  record Absent() implements SmallFile {}

  /** More than {@link #MAX_BYTES}. */
  record Large(long size) implements SmallFile {}

  /** All of it, as the peer says: its hash is for the caller to check. */
  record Whole(byte[] bytes) implements SmallFile {}
}
