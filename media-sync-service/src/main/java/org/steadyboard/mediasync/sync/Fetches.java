package org.steadyboard.mediasync.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.Fetching;
import org.steadyboard.mediasync.peer.PeerFailure;

/**
 * Fetches what somebody wants to see. All peers are asked at once, also those that did not answer
 * lately; the first that has it gives it, the others go on if it breaks off. Safe for threads.
 */
final class Fetches implements Fetching, AutoCloseable {

  /** Files that peers are asked for at a time; of one more it is said that nobody has it. */
  static final int MAX_ASKED = 64;

  /** Files that are fetched at a time; others wait. */
  static final int MAX_PULLS = 8;

  /** How long it is remembered that no peer has a file. */
  static final Duration ABSENT_FOR = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(Fetches.class);

  private final List<PeerLink> peers;
  private final Puller puller;
  private final Pulls pulls;
  private final long maxBytes;
  private final Map<Sha256, CompletableFuture<Optional<Arriving>>> asked =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor pulling;

  /**
   * @param maxBytes of a file
   */
  Fetches(List<PeerLink> peers, Puller puller, Pulls pulls, long maxBytes) {
    this.peers = peers;
    this.puller = puller;
    this.pulls = pulls;
    this.maxBytes = maxBytes;
    this.pulling =
        new ThreadPoolExecutor(
            MAX_PULLS,
            MAX_PULLS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_ASKED),
            Thread.ofPlatform().daemon().name("media-fetch-", 0).factory());
    pulling.allowCoreThreadTimeOut(true);
  }

  @Override
  public Optional<Arriving> fetch(Sha256 file) throws InterruptedException {
    var running = pulls.find(file);
    if (running.isPresent()) {
      return Optional.of(running.get());
    }
    if (peers.isEmpty() || asked.size() >= MAX_ASKED && !asked.containsKey(file)) {
      return Optional.empty();
    }
    var mine = new CompletableFuture<Optional<Arriving>>();
    var others = asked.putIfAbsent(file, mine);
    if (others == null) {
      Thread.ofVirtual().name("media-ask").start(() -> ask(file, mine));
    }
    try {
      return (others == null ? mine : others).get(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }

  private void ask(Sha256 file, CompletableFuture<Optional<Arriving>> answer) {
    var answers = new LinkedBlockingQueue<Optional<Holder>>();
    var candidates = peers.stream().filter(p -> !puller.blamed().isBlamed(file, p.id())).toList();
    for (var peer : candidates) {
      Thread.ofVirtual().name("media-ask").start(() -> answers.add(holder(peer, file)));
    }
    try {
      for (var i = 0; i < candidates.size(); i++) {
        var holder = answers.take();
        if (holder.isPresent()) {
          begin(new Content(file, holder.get().size()), holder.get().peer(), answer);
          return;
        }
      }
      answer.complete(Optional.empty());
      CompletableFuture.delayedExecutor(ABSENT_FOR.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> asked.remove(file, answer));
    } catch (InterruptedException e) {
      answer.complete(Optional.empty());
      asked.remove(file, answer);
    }
  }

  private record Holder(PeerLink peer, long size) {}

  private Optional<Holder> holder(PeerLink peer, Sha256 file) {
    try {
      var size = peer.client().size(file);
      peer.reach().answered();
      return size.isPresent() && size.getAsLong() <= maxBytes
          ? Optional.of(new Holder(peer, size.getAsLong()))
          : Optional.empty();
    } catch (PeerFailure e) {
      peer.reach().failed(e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  /** Answered before it runs: who reads waits for its first bytes. */
  private void begin(
      Content content, PeerLink first, CompletableFuture<Optional<Arriving>> answer) {
    var begun = pulls.begin(content);
    if (begun.isEmpty()) {
      answer.complete(pulls.find(content.sha256()).map(running -> running));
      asked.remove(content.sha256(), answer);
      return;
    }
    var pull = begun.get();
    var order = new ArrayList<>(List.of(first));
    peers.stream().filter(peer -> peer != first).forEach(order::add);
    try {
      pulling.execute(() -> run(pull, order, answer));
      answer.complete(puller.room().isThere() ? Optional.of(pull) : Optional.empty());
    } catch (RejectedExecutionException full) {
      pull.fail();
      end(pull, answer);
      answer.complete(Optional.empty());
    }
  }

  private void run(Pull pull, List<PeerLink> order, CompletableFuture<Optional<Arriving>> answer) {
    try {
      if (puller.room().isThere()) {
        pull.run(order);
      }
    } catch (IOException e) {
      LOG.warnf("The file %s could not be kept: %s", pull.content().sha256(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      pull.fail();
      end(pull, answer);
    }
  }

  private void end(Pull pull, CompletableFuture<Optional<Arriving>> answer) {
    pulls.end(pull);
    asked.remove(pull.content().sha256(), answer);
  }

  @Override
  public void close() {
    pulling.shutdownNow();
  }
}
