package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.steadyboard.media.Content;
import org.steadyboard.media.LocalFiles;

/** What all pulls of this host share. Safe for threads. */
final class Puller {

  private static final Logger LOG = Logger.getLogger(Puller.class);

  private final LocalFiles store;
  private final Wanted wanted;
  private final Copies copies;
  private final Blamed blamed;
  private final Room room;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong received = new AtomicLong();

  Puller(LocalFiles store, Wanted wanted, Copies copies, Blamed blamed, Room room) {
    this.store = store;
    this.wanted = wanted;
    this.copies = copies;
    this.blamed = blamed;
    this.room = room;
  }

  LocalFiles store() {
    return store;
  }

  Wanted wanted() {
    return wanted;
  }

  Blamed blamed() {
    return blamed;
  }

  Room room() {
    return room;
  }

  /** Whether the disk has room and the peer is to be asked; waits so long for that. */
  boolean mayPull(PeerLink peer, Duration atMost) throws InterruptedException {
    if (!room.isThere()) {
      Thread.sleep(atMost);
      return false;
    }
    return peer.reach().awaitOpen(atMost);
  }

  /** Those that are not held yet; of the others it is told that they are. */
  List<Content> withoutHeld(List<Content> files) throws IOException {
    var missing = new ArrayList<Content>();
    for (var file : files) {
      if (Comparison.holds(store, file)) {
        held(file);
      } else {
        missing.add(file);
      }
    }
    return missing;
  }

  private void held(Content file) {
    copies.held(file.sha256());
    wanted.held(file.sha256());
  }

  /** Of any file, right or wrong. */
  void received(long bytes) {
    received.addAndGet(bytes);
  }

  /** It has come, is the right one, and survives a crash. */
  void pulled(Content file) {
    files.incrementAndGet();
    bytes.addAndGet(file.size());
    held(file);
  }

  /** The peer has another file under that name. */
  void blame(Content file, PeerLink peer) {
    LOG.warnf("Host %s gave a wrong file for %s", peer.id(), file.sha256());
    blamed.blame(file.sha256(), peer.id());
    wanted.wrong(file.sha256(), peer.id());
  }

  /** Pulled since the start. */
  long files() {
    return files.get();
  }

  /** Since the start, also of what was not kept. */
  long receivedBytes() {
    return received.get();
  }

  /** Of the files that were pulled. */
  long bytes() {
    return bytes.get();
  }
}
