package org.steadyboard.mediasync.sync;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Tells how the files of this host stand: to admins, and as metrics. Safe for threads. */
final class Watch {

  /** How long an alarm stands for what has happened and was mended. */
  static final Duration ROTTEN_FOR = Duration.ofDays(7);

  private static final int MAX_ASIDE = 20;

  private final Replication replication;
  private final CopyRows rows;
  private final Clock clock;

  Watch(Replication replication, CopyRows rows, Clock clock) {
    this.replication = replication;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * @throws SQLException when the database can't be asked
   */
  MediaView view() throws SQLException, IOException {
    var puller = replication.puller();
    var backlog = replication.wanted().backlog();
    var scrub = replication.scrub();
    var disk = puller.store().space();
    return new MediaView(
        replication.host(),
        alarms().entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList(),
        rows.named(),
        rows.held().entrySet().stream()
            .map(held -> new MediaView.Held(held.getKey(), held.getValue()))
            .toList(),
        new MediaView.Backlog(backlog.files(), backlog.bytes()),
        new MediaView.Pulled(
            puller.files(), puller.bytes(), puller.receivedBytes(), puller.blamed().count()),
        replication.comparison().wholeEndedAt().orElse(null),
        replication.peers().stream().map(Watch::peer).toList(),
        new MediaView.ScrubState(
            scrub.checked(),
            scrub.rotten(),
            rows.countUncheckedSince(scrub.dueBefore()),
            setAside()),
        replication.collection().removed(),
        new MediaView.Disk(disk.freeBytes(), disk.reserveBytes()));
  }

  private static MediaView.PeerState peer(PeerLink peer) {
    return new MediaView.PeerState(
        peer.id(), peer.reach().answeredAt().orElse(null), peer.reach().failure().orElse(null));
  }

  private List<MediaView.Aside> setAside() throws IOException {
    var latest = new ArrayList<MediaView.Aside>();
    for (var aside : replication.puller().store().setAside(MAX_ASIDE)) {
      latest.add(new MediaView.Aside(aside.name().toString(), aside.reason(), aside.at()));
    }
    return latest;
  }

  /** By its code, whether it stands. */
  private Map<String, Boolean> alarms() {
    var alarms = new LinkedHashMap<String, Boolean>();
    alarms.put("disk-nearly-full", replication.puller().room().isAlarming());
    alarms.put("rotten-file", isWithin(replication.scrub().rottenAt().orElse(null), ROTTEN_FOR));
    alarms.put(
        "wrong-file", isWithin(replication.puller().blamed().lastAt().orElse(null), Blamed.FOR));
    alarms.put("many-files-unnamed", replication.collection().isRefused());
    return alarms;
  }

  private boolean isWithin(Instant at, Duration window) {
    return at != null && at.plus(window).isAfter(clock.instant());
  }

  void measure(MeterRegistry meters) {
    gauge(meters, "media.backlog.files", r -> r.wanted().backlog().files());
    gauge(meters, "media.backlog.bytes", r -> r.wanted().backlog().bytes());
    gauge(meters, "media.pulled.files", r -> r.puller().files());
    gauge(meters, "media.received.bytes", r -> r.puller().receivedBytes());
    gauge(meters, "media.wrong.files", r -> r.puller().blamed().count());
    gauge(meters, "media.scrubbed.files", r -> r.scrub().checked());
    gauge(meters, "media.rotten.files", r -> r.scrub().rotten());
    gauge(meters, "media.collected.files", r -> r.collection().removed());
    for (var name : alarms().keySet()) {
      Gauge.builder("media.alarm", () -> alarms().get(name) ? 1 : 0)
          .tag("name", name)
          .register(meters);
    }
    for (var peer : replication.peers()) {
      Gauge.builder("media.peer.answers", () -> peer.reach().failure().isEmpty() ? 1 : 0)
          .tag("peer", peer.id())
          .register(meters);
    }
  }

  private void gauge(MeterRegistry meters, String name, ToDoubleFunction<Replication> value) {
    Gauge.builder(name, replication, value).strongReference(true).register(meters);
  }
}
