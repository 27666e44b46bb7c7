package org.steadyboard.mediasync.peer;

import java.util.concurrent.CompletionStage;
import org.steadyboard.media.Content;

/** Takes what another host offers. */
@FunctionalInterface
public interface Offered {

  /**
   * Never blocks.
   *
   * @return whether this host holds it now, and would after a crash; false as soon as it is known
   *     that it won't in time
   */
  CompletionStage<Boolean> offered(String from, Content content);
}
