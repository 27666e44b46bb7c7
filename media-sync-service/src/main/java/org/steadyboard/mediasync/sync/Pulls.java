package org.steadyboard.mediasync.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;

/** The pulls that are under way: one at a time for each file. Safe for threads. */
final class Pulls {

  private final Puller puller;
  private final Map<Sha256, Pull> running = new HashMap<>();

  Pulls(Puller puller) {
    this.puller = puller;
  }

  synchronized Optional<Pull> find(Sha256 file) {
    return Optional.ofNullable(running.get(file));
  }

  /** A new one for the caller to run and then {@link #end}; empty when there is one. */
  synchronized Optional<Pull> begin(Content content) {
    if (running.containsKey(content.sha256())) {
      return Optional.empty();
    }
    var pull = new Pull(content, puller);
    running.put(content.sha256(), pull);
    return Optional.of(pull);
  }

  synchronized void end(Pull pull) {
    running.remove(pull.content().sha256(), pull);
  }
}
