package org.steadyboard.mediasync.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.steadyboard.media.Content;
import org.steadyboard.media.DiskFull;
import org.steadyboard.media.WrongContent;
import org.steadyboard.mediasync.peer.PeerFailure;
import org.steadyboard.mediasync.peer.SmallFile;

/**
 * Pulls small files from one peer, many by one request. What has come when the peer breaks off is
 * kept. Each run is one request; for one thread.
 */
final class SmallPull {

  /** Of one request, as rows say. */
  static final long MAX_BYTES = 16L << 20;

  private final PeerLink peer;
  private final Wanted.Kind kind;
  private final Puller puller;

  SmallPull(PeerLink peer, Wanted.Kind kind, Puller puller) {
    this.peer = peer;
    this.kind = kind;
    this.puller = puller;
  }

  /** Pulls what is wanted, if the peer may be asked; waits so long for that. */
  void run(Duration atMost) throws IOException, InterruptedException {
    if (!puller.mayPull(peer, atMost)) {
      return;
    }
    var taken = puller.wanted().take(peer.id(), kind, SmallFile.MAX_FILES, MAX_BYTES, atMost);
    try {
      var missing = puller.withoutHeld(taken);
      if (!missing.isEmpty()) {
        pull(missing);
      }
    } finally {
      puller.wanted().giveBack(taken);
    }
  }

  private void pull(List<Content> files) throws IOException, InterruptedException {
    try (var frames = peer.client().small(files.stream().map(Content::sha256).toList())) {
      peer.reach().answered();
      for (var file : files) {
        take(file, frames.next());
      }
      frames.end();
    } catch (PeerFailure e) {
      peer.reach().failed(e.getMessage());
    } catch (DiskFull e) {
      puller.room().full();
    }
  }

  private void take(Content file, SmallFile came) throws IOException {
    switch (came) {
      case SmallFile.Absent() -> puller.wanted().absent(file.sha256(), peer.id());
      case SmallFile.Large _ -> puller.blame(file, peer);
      case SmallFile.Whole(var bytes) -> store(file, bytes);
    }
  }

  private void store(Content file, byte[] bytes) throws IOException {
    puller.received(bytes.length);
    try {
      puller.store().put(new ByteArrayInputStream(bytes), file);
      puller.pulled(file);
    } catch (WrongContent e) {
      puller.blame(file, peer);
    }
  }
}
