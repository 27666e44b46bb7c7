package org.steadyboard.mediasync.sync;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.steadyboard.media.Content;
import org.steadyboard.media.Sha256;
import org.steadyboard.mediasync.peer.SmallFile;

/**
 * The files that this host should hold and does not, each given to one who pulls it at a time. What
 * is not in it for want of room is found again by the next comparison. Safe for threads.
 */
final class Wanted {

  /** About 5 MiB of memory. */
  static final int MAX_FILES = 20_000;

  /** How long the host that wrote a row is asked for its file alone: others may not have it yet. */
  static final Duration HEAD_START = Duration.ofMillis(500);

  /** Until a peer that did not have a file is asked for it again; doubled each time, up to 30 s. */
  static final Duration FIRST_ABSENCE = Duration.ofSeconds(1);

  static final Duration LONGEST_ABSENCE = Duration.ofSeconds(30);

  /** A clock that is set is noticed after this. */
  private static final long LONGEST_WAIT_MILLIS = 200;

  /** What a puller asks for. */
  enum Kind {
    /** Small files that somebody waits for, or that have just been made. */
    URGENT,
    /** Small files: the urgent ones first. */
    SMALL,
    /** Files of more than {@link SmallFile#MAX_BYTES}. */
    LARGE
  }

  /**
   * @param files that are wanted
   * @param bytes of these, as their rows say
   */
  record Backlog(int files, long bytes) {}

  private static final class Want {
    private final Content content;
    private final CompletableFuture<Boolean> held = new CompletableFuture<>();
    private final Map<String, Instant> notBefore = new HashMap<>();
    private boolean isTaken;
    private int absences;
    private Instant seenAt;

    Want(Content content) {
      this.content = content;
    }

    Instant due(String peer) {
      return notBefore.getOrDefault(peer, Instant.MIN);
    }
  }

  private final Set<String> peers;
  private final Clock clock;
  private final Map<Sha256, Want> urgent = new LinkedHashMap<>();
  private final Map<Sha256, Want> small = new LinkedHashMap<>();
  private final Map<Sha256, Want> large = new LinkedHashMap<>();
  private long bytes;
  private boolean wasFull;

  /**
   * @param peers the hosts that files can be had from
   */
  Wanted(Set<String> peers, Clock clock) {
    this.peers = Set.copyOf(peers);
    this.clock = clock;
  }

  /**
   * Wants a file, or goes on wanting it.
   *
   * @param from who has it most likely
   * @param isUrgent before those that are not
   * @return completed once it is held or no longer wanted; empty when there is no room for more
   */
  synchronized Optional<CompletableFuture<Boolean>> add(
      Content content, String from, boolean isUrgent) {
    var name = content.sha256();
    var want = find(name);
    if (want == null) {
      if (size() >= MAX_FILES) {
        wasFull = true;
        return Optional.empty();
      }
      want = new Want(content);
      if (peers.contains(from)) {
        giveHeadStart(want, from);
      }
      bytes += content.size();
      queue(content, isUrgent).put(name, want);
      notifyAll();
    } else if (isUrgent && small.remove(name) != null) {
      urgent.put(name, want);
      notifyAll();
    }
    if (isUrgent) {
      // Who offers it has it now, whatever it said before.
      want.notBefore.remove(from);
      notifyAll();
    }
    want.seenAt = clock.instant();
    return Optional.of(want.held);
  }

  private void giveHeadStart(Want want, String from) {
    var later = clock.instant().plus(HEAD_START);
    peers.stream()
        .filter(peer -> !peer.equals(from))
        .forEach(peer -> want.notBefore.put(peer, later));
  }

  private Map<Sha256, Want> queue(Content content, boolean isUrgent) {
    if (content.size() > SmallFile.MAX_BYTES) {
      return large;
    }
    return isUrgent ? urgent : small;
  }

  /**
   * Takes files to be pulled from a peer, waiting for some. Each is to be given back.
   *
   * @return none when the wait is over
   */
  synchronized List<Content> take(
      String peer, Kind kind, int maxFiles, long maxBytes, Duration atMost)
      throws InterruptedException {
    var began = System.nanoTime();
    while (true) {
      var taken = new ArrayList<Content>();
      for (var queue : queues(kind)) {
        take(queue, peer, maxFiles, maxBytes, taken);
      }
      var left = atMost.minusNanos(System.nanoTime() - began).toMillis();
      if (!taken.isEmpty() || left <= 0) {
        return taken;
      }
      wait(Math.min(left, LONGEST_WAIT_MILLIS));
    }
  }

  private List<Map<Sha256, Want>> queues(Kind kind) {
    return switch (kind) {
      case URGENT -> List.of(urgent);
      case SMALL -> List.of(urgent, small);
      case LARGE -> List.of(large);
    };
  }

  private void take(
      Map<Sha256, Want> queue, String peer, int maxFiles, long maxBytes, List<Content> taken) {
    var now = clock.instant();
    var takenBytes = taken.stream().mapToLong(Content::size).sum();
    for (var want : queue.values()) {
      if (taken.size() >= maxFiles || takenBytes >= maxBytes) {
        return;
      }
      if (!want.isTaken && !want.due(peer).isAfter(now)) {
        want.isTaken = true;
        taken.add(want.content);
        takenBytes += want.content.size();
      }
    }
  }

  /** Those that are still wanted may be taken again. */
  synchronized void giveBack(Collection<Content> taken) {
    for (var content : taken) {
      var want = find(content.sha256());
      if (want != null) {
        want.isTaken = false;
      }
    }
    notifyAll();
  }

  /** This host holds it. */
  void held(Sha256 name) {
    remove(name).ifPresent(want -> want.held.complete(true));
  }

  private synchronized Optional<Want> remove(Sha256 name) {
    for (var queue : List.of(urgent, small, large)) {
      var want = queue.remove(name);
      if (want != null) {
        bytes -= want.content.size();
        return Optional.of(want);
      }
    }
    return Optional.empty();
  }

  /** It could not be kept, whoever gives it: a fault of this host's disk. */
  void postpone(Sha256 name) {
    peers.forEach(peer -> absent(name, peer));
  }

  /** The peer does not have it now. */
  synchronized void absent(Sha256 name, String peer) {
    var want = find(name);
    if (want != null) {
      var wait = FIRST_ABSENCE.multipliedBy(1L << Math.min(want.absences, 10));
      want.absences++;
      want.notBefore.put(
          peer, clock.instant().plus(wait.compareTo(LONGEST_ABSENCE) < 0 ? wait : LONGEST_ABSENCE));
    }
  }

  /** The peer has something else under that name: it is not asked for it for a while. */
  synchronized void wrong(Sha256 name, String peer) {
    var want = find(name);
    if (want != null) {
      want.notBefore.put(peer, clock.instant().plus(Blamed.FOR));
    }
  }

  /** Drops what no comparison or offer has named since; it has no row any more. */
  void forgetUnseenSince(Instant since) {
    List<Sha256> unseen;
    synchronized (this) {
      unseen =
          List.of(urgent, small, large).stream()
              .flatMap(queue -> queue.values().stream())
              .filter(want -> !want.isTaken && want.seenAt.isBefore(since))
              .map(want -> want.content.sha256())
              .toList();
    }
    unseen.forEach(name -> remove(name).ifPresent(want -> want.held.complete(false)));
  }

  /** Whether something found no room since this was asked, and now there is some. */
  synchronized boolean wantsMore() {
    if (wasFull && size() <= MAX_FILES / 2) {
      wasFull = false;
      return true;
    }
    return false;
  }

  synchronized Backlog backlog() {
    return new Backlog(size(), bytes);
  }

  private int size() {
    return urgent.size() + small.size() + large.size();
  }

  private Want find(Sha256 name) {
    var want = urgent.get(name);
    if (want == null) {
      want = small.get(name);
    }
    return want == null ? large.get(name) : want;
  }
}
