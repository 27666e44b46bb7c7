package org.steadyboard.mediasync.sync;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.steadyboard.media.Content;
import org.steadyboard.media.DiskFull;
import org.steadyboard.media.MediaBatch;
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

  /** How many are to come one by one: of these together, one could not be kept. */
  private int alone;

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
    var taken = puller.wanted().take(peer.id(), kind, maxFiles(), MAX_BYTES, atMost);
    try {
      var missing = puller.withoutHeld(taken);
      if (!missing.isEmpty()) {
        pull(missing);
      }
      alone = Math.max(0, alone - taken.size());
    } catch (IOException e) {
      postpone(taken);
      throw e;
    } finally {
      puller.wanted().giveBack(taken);
    }
  }

  private int maxFiles() {
    return alone > 0 ? 1 : SmallFile.MAX_FILES;
  }

  /** One that this host can't keep must not hold up the others. */
  private void postpone(List<Content> files) {
    if (files.size() == 1) {
      puller.wanted().postpone(files.getFirst().sha256());
    } else {
      alone = files.size();
    }
  }

  private void pull(List<Content> files) throws IOException, InterruptedException {
    try (var batch = puller.store().batch()) {
      try (var frames = peer.client().small(files.stream().map(Content::sha256).toList())) {
        peer.reach().answered();
        for (var file : files) {
          take(file, frames.next(), batch);
        }
        frames.end();
      } catch (PeerFailure e) {
        peer.reach().failed(e.getMessage());
      } finally {
        keep(batch);
      }
    } catch (DiskFull e) {
      puller.room().full();
    }
  }

  private void take(Content file, SmallFile came, MediaBatch batch) throws IOException {
    switch (came) {
      case SmallFile.Absent() -> puller.wanted().absent(file.sha256(), peer.id());
      case SmallFile.Large _ -> puller.blame(file, peer);
      case SmallFile.Whole(var bytes) -> add(file, bytes, batch);
    }
  }

  private void add(Content file, byte[] bytes, MediaBatch batch) throws IOException {
    puller.received(bytes.length);
    try {
      batch.add(new ByteArrayInputStream(bytes), file);
    } catch (WrongContent e) {
      puller.blame(file, peer);
    }
  }

  /** What has come before something failed is kept too. */
  private void keep(MediaBatch batch) throws IOException {
    for (var stored : batch.keep()) {
      puller.pulled(new Content(stored.sha256(), stored.size()));
    }
  }
}
