package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.steadyboard.media.Content;
import org.steadyboard.media.DiskFull;
import org.steadyboard.media.PartName;
import org.steadyboard.media.Upload;
import org.steadyboard.media.WrongContent;
import org.steadyboard.mediasync.peer.Fetching;
import org.steadyboard.mediasync.peer.PeerFailure;

/**
 * One file on its way here, alone, as a part that survives a restart and is gone on with. One
 * thread runs it; any number of others read what has come.
 */
final class Pull implements Fetching.Arriving {

  /** How long a reader waits for more, while peers are changed or the whole is checked. */
  static final Duration STALL = Duration.ofSeconds(15);

  private enum State {
    COMING,
    HELD,
    FAILED
  }

  private final Content content;
  private final Puller puller;
  private State state = State.COMING;
  private long arrived;
  private Upload upload;

  Pull(Content content, Puller puller) {
    this.content = content;
    this.puller = puller;
  }

  Content content() {
    return content;
  }

  /**
   * Pulls it, from one peer after the other until it is whole; blocks. What has come stays for the
   * next pull unless it is wrong.
   *
   * @param peers in the order to be asked
   * @return whether it is held now
   */
  boolean run(List<PeerLink> peers) throws IOException, InterruptedException {
    var isHeld = false;
    try {
      isHeld = Comparison.holds(puller.store(), content) || pull(peers);
    } catch (DiskFull e) {
      puller.room().lacking();
      puller.wanted().postpone(content.sha256());
    } finally {
      end(isHeld ? State.HELD : State.FAILED);
    }
    return isHeld;
  }

  private boolean pull(List<PeerLink> peers) throws IOException, InterruptedException {
    var sources = new HashSet<String>();
    try (var open = open(peers, sources)) {
      begin(open);
      for (var peer : peers) {
        if (puller.blamed().isBlamed(content.sha256(), peer.id())) {
          continue;
        }
        if (!sources.isEmpty()
            && !sources.contains(peer.id())
            && puller.blamed().mustComeFromOne(content.sha256())) {
          continue;
        }
        if (pull(peer, open, sources)) {
          return finish(open, sources, peers);
        }
      }
      if (open.state().offset() == 0) {
        open.abort();
      }
      return false;
    }
  }

  /** A part of another length, or of others than it must come from, is no use. */
  private Upload open(List<PeerLink> peers, Set<String> sources) throws IOException {
    var uploads = puller.store().uploads();
    var name = PartName.of(content.sha256());
    var resumed = uploads.resume(name);
    if (resumed.isPresent()) {
      var state = resumed.get().state();
      var beginner = new String(state.about(), StandardCharsets.UTF_8);
      var isOfOthers =
          puller.blamed().mustComeFromOne(content.sha256())
              && peers.stream().noneMatch(peer -> peer.id().equals(beginner));
      if (state.length() == content.size() && !isOfOthers) {
        if (state.offset() > 0) {
          sources.add(beginner);
        }
        return resumed.get();
      }
      resumed.get().abort();
    }
    var first = peers.isEmpty() ? "" : peers.getFirst().id();
    return uploads.begin(
        name, content.size(), content.size(), first.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether all of it has come. */
  private boolean pull(PeerLink peer, Upload into, Set<String> sources)
      throws IOException, InterruptedException {
    try (var answer = peer.client().file(content.sha256(), into.state().offset())) {
      peer.reach().answered();
      if (!answer.hasFile()) {
        puller.wanted().absent(content.sha256(), peer.id());
        return false;
      }
      if (answer.fileSize() != content.size()) {
        puller.blame(content, peer);
        return false;
      }
      sources.add(peer.id());
      for (var bytes = answer.next(); bytes.hasRemaining(); bytes = answer.next()) {
        var count = bytes.remaining();
        into.append(bytes);
        puller.received(count);
        arrived(count);
      }
      return into.state().isComplete();
    } catch (PeerFailure e) {
      peer.reach().failed(e.getMessage());
      return into.state().isComplete();
    }
  }

  private boolean finish(Upload whole, Set<String> sources, List<PeerLink> peers)
      throws IOException {
    closeToReaders();
    try {
      whole.finish(Optional.of(content.sha256()));
      puller.pulled(content);
      return true;
    } catch (WrongContent e) {
      if (sources.size() == 1) {
        peers.stream()
            .filter(peer -> sources.contains(peer.id()))
            .forEach(peer -> puller.blame(content, peer));
      } else {
        puller.blamed().blameSeveral(content.sha256());
      }
      return false;
    }
  }

  private synchronized void begin(Upload opened) {
    upload = opened;
    arrived = opened.state().offset();
    notifyAll();
  }

  private synchronized void arrived(int count) {
    arrived += count;
    notifyAll();
  }

  /** So far; the last of them may be wrong. */
  synchronized long arrivedBytes() {
    return arrived;
  }

  private synchronized void end(State ended) {
    if (state == State.COMING) {
      state = ended;
    }
    upload = null;
    notifyAll();
  }

  /** Ends it, unless its run did. */
  void fail() {
    end(State.FAILED);
  }

  /** Waits for the end of the run, or so long; says whether the file is held. */
  synchronized boolean awaitHeld(Duration atMost) throws InterruptedException {
    var began = System.nanoTime();
    while (state == State.COMING) {
      var left = atMost.minusNanos(System.nanoTime() - began).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return state == State.HELD;
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public InputStream from(long offset) throws IOException {
    return new ArrivingStream(this, offset);
  }

  /** How far it may be read: its last byte waits until all of it was checked. */
  private long readable() {
    return state == State.HELD ? content.size() : Math.min(arrived, content.size() - 1);
  }

  /**
   * Waits until there is something to read at an offset.
   *
   * @return up to where; {@code offset} itself at the end of the file
   * @throws IOException when it failed, or nothing comes for {@link #STALL}
   */
  synchronized long awaitReadable(long offset) throws IOException, InterruptedException {
    var began = System.nanoTime();
    while (true) {
      if (offset < readable() || offset == content.size() && state == State.HELD) {
        return readable();
      }
      var left = STALL.minusNanos(System.nanoTime() - began).toMillis();
      if (state == State.FAILED || left <= 0) {
        throw new IOException("the file " + content.sha256() + " does not become whole");
      }
      wait(left);
    }
  }

  /** Who comes from now on reads the file itself. */
  private synchronized void closeToReaders() {
    upload = null;
  }

  /** Of what has come, to be closed by the caller; it can be read on after the end of the run. */
  SeekableByteChannel open() throws IOException, InterruptedException {
    synchronized (this) {
      if (upload != null) {
        return upload.reader();
      }
    }
    awaitHeld(STALL);
    return puller
        .store()
        .open(content.sha256())
        .orElseThrow(() -> new IOException("the file " + content.sha256() + " is not here"));
  }
}
