package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.Offered;
import org.steadyboard.mediasync.peer.Offering;
import org.steadyboard.mediasync.peer.PeerFailure;
import org.steadyboard.mediasync.peer.SmallFile;

/**
 * Offers files to peers, and takes what they offer. What is offered here is fetched like all that
 * is wanted, so that it comes once however it was heard of. Waiting is done on virtual threads.
 * Safe for threads.
 */
final class Offers implements Offering, Offered {

  /** Offers under way to others, and from others; one more is answered "no" at once. */
  static final int MAX_AT_ONCE = 64;

  /** A peer that has not answered for so long is not waited for alone: the next is asked too. */
  static final Duration PATIENCE = Duration.ofMillis(300);

  /** How long a peer that offers is let wait. */
  static final Duration MAX_WAIT = Duration.ofSeconds(10);

  private final List<PeerLink> peers;
  private final Puller puller;
  private final long maxBytes;
  private final Semaphore giving = new Semaphore(MAX_AT_ONCE);
  private final Semaphore taking = new Semaphore(MAX_AT_ONCE);

  /**
   * @param maxBytes of a file that is taken
   */
  Offers(List<PeerLink> peers, Puller puller, long maxBytes) {
    this.peers = peers;
    this.puller = puller;
    this.maxBytes = maxBytes;
  }

  @Override
  public CompletableFuture<Boolean> offer(Sha256 file, Duration within) {
    return waiting(giving, () -> offerNow(file, within));
  }

  @Override
  public CompletionStage<Boolean> offered(String from, Content content) {
    return waiting(taking, () -> takeNow(from, content));
  }

  private interface Waiting {
    boolean run() throws IOException, InterruptedException;
  }

  private static CompletableFuture<Boolean> waiting(Semaphore places, Waiting work) {
    if (!places.tryAcquire()) {
      return CompletableFuture.completedFuture(false);
    }
    var answer = new CompletableFuture<Boolean>();
    Thread.ofVirtual()
        .name("media-offer")
        .start(
            () -> {
              var isHeld = false;
              try {
                isHeld = work.run();
              } catch (IOException e) {
                // Nothing can be said of it: so it is not held.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                places.release();
                answer.complete(isHeld);
              }
            });
    return answer;
  }

  private boolean offerNow(Sha256 file, Duration within) throws IOException, InterruptedException {
    var began = System.nanoTime();
    var size = puller.store().size(file);
    if (size.isEmpty()) {
      return false;
    }
    var content = new Content(file, size.getAsLong());
    var left = within;
    var open = peers.stream().filter(peer -> peer.reach().isOpen()).iterator();
    var answers = new LinkedBlockingQueue<Boolean>();
    var unanswered = 0;
    while (open.hasNext() || unanswered > 0) {
      if (open.hasNext()) {
        ask(open.next(), content, left, answers);
        unanswered++;
      }
      var patience = open.hasNext() && PATIENCE.compareTo(left) < 0 ? PATIENCE : left;
      var answer = answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (Boolean.TRUE.equals(answer)) {
        return true;
      }
      unanswered -= answer == null ? 0 : 1;
      left = within.minusNanos(System.nanoTime() - began);
      if (!left.isPositive()) {
        return false;
      }
    }
    return false;
  }

  private static void ask(
      PeerLink peer, Content content, Duration within, LinkedBlockingQueue<Boolean> answers) {
    Thread.ofVirtual()
        .name("media-offer")
        .start(
            () -> {
              var isHeld = false;
              try {
                isHeld = peer.client().offer(content, within);
                peer.reach().answered();
              } catch (PeerFailure e) {
                // A large file takes its time, which says nothing of the peer.
                if (content.size() <= SmallFile.MAX_BYTES) {
                  peer.reach().failed(e.getMessage());
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                answers.add(isHeld);
              }
            });
  }

  private boolean takeNow(String from, Content content) throws IOException, InterruptedException {
    if (content.size() > maxBytes || peers.stream().noneMatch(p -> p.id().equals(from))) {
      return false;
    }
    if (Comparison.holds(puller.store(), content)) {
      return true;
    }
    if (!puller.room().isThere()) {
      return false;
    }
    var held = puller.wanted().add(content, from, true);
    try {
      return held.isPresent() && held.get().get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
