package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.steadyboard.media.Content;

/** Pulls large files from one peer, one after the other. For one thread. */
final class LargePull {

  private final PeerLink peer;
  private final Puller puller;
  private final Pulls pulls;

  LargePull(PeerLink peer, Puller puller, Pulls pulls) {
    this.peer = peer;
    this.puller = puller;
    this.pulls = pulls;
  }

  /** Pulls a file that is wanted, if the peer may be asked; waits so long for that. */
  void run(Duration atMost) throws IOException, InterruptedException {
    if (!puller.mayPull(peer, atMost)) {
      return;
    }
    var taken = puller.wanted().take(peer.id(), Wanted.Kind.LARGE, 1, 1, atMost);
    try {
      for (var file : puller.withoutHeld(taken)) {
        pull(file, atMost);
      }
    } finally {
      puller.wanted().giveBack(taken);
    }
  }

  private void pull(Content file, Duration atMost) throws IOException, InterruptedException {
    var begun = pulls.begin(file);
    if (begun.isEmpty()) {
      var running = pulls.find(file.sha256());
      if (running.isPresent()) {
        running.get().awaitHeld(atMost);
      }
      return;
    }
    try {
      begun.get().run(List.of(peer));
    } catch (IOException e) {
      puller.wanted().postpone(file.sha256());
      throw e;
    } finally {
      pulls.end(begun.get());
    }
  }
}
