package org.steadyboard.media;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Files that come in pieces, over hours and restarts. An upload that is begun stands until it is
 * finished or aborted, or nobody has written to it for an hour. One writer at a time has it open,
 * among all threads and processes; it is never swept then.
 *
 * <p>Every implementation passes {@code UploadsContract}.
 */
public interface Uploads {

  /** How much a beginner may write with an upload. */
  int MAX_ABOUT_BYTES = 8 * 1024;

  /** How many may have begun at a time, running or not. */
  int MAX_UPLOADS = 1_000;

  /**
   * Begins an upload, and opens it. It survives a crash.
   *
   * @param length in bytes, of the whole file
   * @param maxBytes the most that {@code length} may be
   * @param about what the caller wants to know of it later, at most {@link #MAX_ABOUT_BYTES}
   * @throws UploadStands when it has begun already
   * @throws StoreBusy when another writer has it open
   * @throws FileTooLarge when the length is above {@code maxBytes}
   * @throws TooManyUploads when there are {@link #MAX_UPLOADS}
   * @throws DiskFull when this and what is still to come of all others would use up the reserve
   */
  Upload begin(PartName name, long length, long maxBytes, byte[] about) throws IOException;

  /**
   * Opens an upload that has begun, at what of it is safe. Empty when there is none.
   *
   * @throws StoreBusy when another writer has it open
   */
  Optional<Upload> resume(PartName name) throws IOException;

  /** What is known of an upload, whether it is open or not. Empty when there is none. */
  Optional<UploadState> find(PartName name) throws IOException;

  /** All that have begun and are not finished, at most {@link #MAX_UPLOADS}, in no order. */
  Map<PartName, UploadState> all() throws IOException;
}
