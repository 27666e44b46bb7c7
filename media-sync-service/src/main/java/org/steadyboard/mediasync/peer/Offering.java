package org.steadyboard.mediasync.peer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.steadyboard.media.Sha256;

/** Tells another host of a file that has just become whole here, so that it need not find out. */
public interface Offering {

  /**
   * Offers a file to one peer, which fetches it at once, and to another if that one does not
   * answer. Never blocks.
   *
   * @param within how long to wait at most; the peer goes on fetching after it
   * @return true when a peer has said that it holds the file and would after a crash; false when
   *     none said so in time or there is none. It never fails, and is never completed on a thread
   *     that must not wait.
   */
  CompletableFuture<Boolean> offer(Sha256 file, Duration within);
}
