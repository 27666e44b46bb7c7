package org.steadyboard.mediasync.sync;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.steadyboard.host.settings.Peer;
import org.steadyboard.host.work.Pace;
import org.steadyboard.host.work.Worker;
import org.steadyboard.media.LocalFiles;
import org.steadyboard.mediasync.peer.Deadlines;
import org.steadyboard.mediasync.peer.PeerClient;
import org.steadyboard.mediasync.peer.PeerListener;
import org.steadyboard.mediasync.peer.PeerTokens;
import org.steadyboard.mediasync.peer.Reach;

/**
 * All that keeps the files of one host the same as those of its peers: threads that find out what
 * is missing, and three for each peer that pull it, so that no peer and no large file holds up
 * another. A plain class; {@link MediaSync} runs it in the service.
 */
final class Replication implements AutoCloseable {

  /** Of one run of a puller; it ends soon after it is closed. */
  private static final Duration RUN = Duration.ofSeconds(1);

  private static final Pace AT_ONCE =
      new Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(30));

  /** At most 50 transactions a second. */
  private static final Pace COPIES =
      new Pace(Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofSeconds(10));

  private static final Set<Class<? extends Exception>> EXPECTED =
      Set.of(SQLException.class, IOException.class);

  /**
   * Who takes part.
   *
   * @param host this one
   * @param key PEER_KEY
   * @param maxBytes of a file that is taken without a row that says its size
   */
  record Hosts(String host, List<Peer> peers, byte[] key, long maxBytes) {}

  /** What a host is made of. */
  record Means(
      Vertx vertx,
      LocalFiles store,
      DataSource database,
      Clock clock,
      Deadlines deadlines,
      MeterRegistry meters) {}

  /** What is due all the time is done in pieces with this between; see {@link Scrub}. */
  private static final Pace SCRUB =
      new Pace(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10));

  private static final Duration NOTHING_DUE = Duration.ofMinutes(10);

  private static final Pace UPKEEP =
      new Pace(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofHours(1));

  private final String host;
  private final Means means;
  private final List<PeerLink> peers;
  private final Wanted wanted;
  private final Blamed blamed;
  private final Room room;
  private final Copies copies;
  private final Comparison comparison;
  private final Scrub scrub;
  private final Collection collection;
  private final Watch watch;
  private final Puller puller;
  private final Pulls pulls;
  private final Fetches fetches;
  private final Offers offers;
  private final PeerListener listener;
  private final List<Worker> workers = new ArrayList<>();

  Replication(Hosts hosts, Means means) {
    this.host = hosts.host();
    this.means = means;
    var clock = means.clock();
    var tokens = new PeerTokens(hosts.host(), hosts.key(), clock);
    this.peers =
        hosts.peers().stream()
            .map(
                peer ->
                    new PeerLink(
                        new PeerClient(means.vertx(), peer, tokens, means.deadlines()),
                        new Reach(clock, new Random())))
            .toList();
    this.wanted = new Wanted(peers.stream().map(PeerLink::id).collect(Collectors.toSet()), clock);
    this.blamed = new Blamed(clock);
    this.room = new Room(means.store().space(), clock);
    this.copies = new Copies(means.database(), hosts.host(), clock);
    var rows = new ItemRows(means.database(), hosts.host());
    this.comparison = new Comparison(rows, means.store(), wanted, copies, clock);
    var copyRows = new CopyRows(means.database(), host);
    this.scrub =
        new Scrub(
            copyRows,
            means.store(),
            copies,
            comparison::compareAll,
            clock,
            System::nanoTime,
            Thread::sleep);
    this.collection = new Collection(rows, means.store(), copies, clock);
    this.watch = new Watch(this, copyRows, clock);
    this.puller = new Puller(means.store(), wanted, copies, blamed, room);
    this.pulls = new Pulls(puller);
    this.fetches = new Fetches(peers, puller, pulls, hosts.maxBytes());
    this.offers = new Offers(peers, puller, hosts.maxBytes());
    this.listener = new PeerListener(means.vertx(), tokens, means.store(), offers, this::heardOf);
  }

  private void heardOf(String host) {
    peers.stream().filter(p -> p.id().equals(host)).forEach(p -> p.reach().heard());
  }

  /**
   * Lets peers have the files of this host.
   *
   * @param address of this machine
   * @param port 0: any
   * @return the port
   */
  int listen(String address, int port) throws IOException {
    return listener.listen(address, port);
  }

  /** Begins to look for what is missing here, and to fetch it. The database's schema stands. */
  void start() {
    work("media-rows", AT_ONCE, this::compare);
    work("media-copies", COPIES, () -> copies.write(RUN));
    work("media-scrub", SCRUB, this::scrubSome);
    work("media-upkeep", UPKEEP, collection::run);
    watch.measure(means.meters());
    for (var peer : peers) {
      var urgent = new SmallPull(peer, Wanted.Kind.URGENT, puller);
      var small = new SmallPull(peer, Wanted.Kind.SMALL, puller);
      var large = new LargePull(peer, puller, pulls);
      work("media-urgent-" + peer.id(), AT_ONCE, () -> urgent.run(RUN));
      work("media-small-" + peer.id(), AT_ONCE, () -> small.run(RUN));
      work("media-large-" + peer.id(), AT_ONCE, () -> large.run(RUN));
    }
  }

  private void scrubSome() throws SQLException, IOException, InterruptedException {
    var began = means.clock().instant();
    if (scrub.run() == 0) {
      scrub.awaitAsked(began, NOTHING_DUE);
    }
  }

  private void compare() throws SQLException, IOException, InterruptedException {
    if (wanted.wantsMore()) {
      comparison.compareAll();
    }
    comparison.run(RUN);
  }

  private void work(String name, Pace pace, Worker.Work work) {
    workers.add(new Worker(name, pace, EXPECTED, means.meters(), work).start());
  }

  String host() {
    return host;
  }

  Watch watch() {
    return watch;
  }

  Scrub scrub() {
    return scrub;
  }

  Collection collection() {
    return collection;
  }

  Offers offers() {
    return offers;
  }

  Fetches fetches() {
    return fetches;
  }

  Comparison comparison() {
    return comparison;
  }

  Copies copies() {
    return copies;
  }

  Wanted wanted() {
    return wanted;
  }

  Puller puller() {
    return puller;
  }

  Pulls pulls() {
    return pulls;
  }

  List<PeerLink> peers() {
    return peers;
  }

  /** Ends all threads and connections; what was under way is gone on with at the next start. */
  @Override
  public void close() {
    workers.forEach(Worker::close);
    fetches.close();
    listener.close();
    peers.forEach(peer -> peer.client().close());
  }
}
