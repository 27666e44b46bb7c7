package org.steadyboard.bench.browser;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.steadyboard.bench.browser.Choice.Outlook;
import org.steadyboard.bench.browser.Choice.Verdict;
import org.steadyboard.bench.browser.Choice.Word;
import org.steadyboard.bench.steer.Sockets;

/**
 * What one page of the web UI knows of the hosts, and which it uses (connection.svelte.ts). On the
 * event loop only.
 */
public final class Page {

  private static final long TROUBLE_MILLIS = 120_000;
  private static final long WORD_MILLIS = 5000;
  private static final long NANOS_IN_MILLI = 1_000_000;

  private final Sockets sockets;
  private final List<HostDoor> hosts;
  private final Random random;
  private final RetryBudget budget = new RetryBudget(nowMillis());

  /** Until when a host is avoided. */
  private final Map<String, Long> troubled = new HashMap<>();

  private final Disbelief disbelief = new Disbelief();
  private HostDoor used;
  private Map<String, Word> said = Map.of();
  private long saidAtMillis;
  private final Map<String, Future<Map<String, Word>>> racing = new HashMap<>();

  /**
   * @param hosts that it knows of
   * @param first the one it begins with
   */
  public Page(Sockets sockets, List<HostDoor> hosts, HostDoor first, Random random) {
    this.sockets = sockets;
    this.hosts = List.copyOf(hosts);
    this.used = first;
    this.random = random;
  }

  static long nowMillis() {
    return System.nanoTime() / NANOS_IN_MILLI;
  }

  Sockets sockets() {
    return sockets;
  }

  public Random random() {
    return random;
  }

  public List<HostDoor> hosts() {
    return hosts;
  }

  HostDoor used() {
    return used;
  }

  void use(HostDoor host) {
    used = host;
  }

  Optional<HostDoor> find(String hostId) {
    return hosts.stream().filter(host -> host.id().equals(hostId)).findFirst();
  }

  Optional<HostDoor> another(Set<String> tried) {
    return Choice.next(outlook(), tried, random);
  }

  boolean spend() {
    return budget.spend(nowMillis());
  }

  long budgetMillis() {
    return budget.waitMillis(nowMillis());
  }

  Future<Verdict> judge(String hostId) {
    return askAround(hostId).map(answers -> Choice.verdict(hostId, answers, hosts.size()));
  }

  /** Where to knock without asking, for who is at a host that is no good. */
  Optional<HostDoor> onlyOther(String hostId) {
    return Choice.onlyOther(outlook(), hostId);
  }

  /** A host that has answered just now that it serves. */
  Future<Optional<HostDoor>> better(String hostId) {
    if (hosts.stream().allMatch(host -> host.id().equals(hostId))) {
      return Future.succeededFuture(Optional.empty());
    }
    return askAround(hostId)
        .map(answers -> Choice.better(outlook(), hostId, disbelief.hosts(nowMillis()), random));
  }

  private Future<Map<String, Word>> askAround(String hostId) {
    var running = racing.get(hostId);
    if (running != null) {
      return running;
    }
    var race = Race.run(sockets, hosts, hostId);
    racing.put(hostId, race);
    return race.onSuccess(
        answers -> {
          racing.remove(hostId);
          said = answers;
          saidAtMillis = nowMillis();
        });
  }

  /** This host does not serve, whatever it has just said of itself. */
  void disappointed(String hostId) {
    if (answers().get(hostId) == Word.SERVES) {
      disbelief.add(hostId, nowMillis());
    }
  }

  void avoid(String hostId) {
    troubled.put(hostId, nowMillis() + TROUBLE_MILLIS);
  }

  /**
   * A host greeted us after those in {@code left} had not served.
   *
   * @param serves false: it is no good itself, but no other was better
   */
  void answered(HostDoor host, Collection<String> left, boolean serves) {
    if (serves) {
      disbelief.end(host.id());
      troubled.remove(host.id());
    }
    var others = left.stream().filter(id -> !id.equals(host.id())).toList();
    others.forEach(this::avoid);
    if (others.contains(used.id())) {
      used = host;
    }
  }

  private Outlook outlook() {
    return new Outlook(hosts, living(troubled), answers());
  }

  private Map<String, Word> answers() {
    return nowMillis() - saidAtMillis < WORD_MILLIS ? said : Map.of();
  }

  private static Set<String> living(Map<String, Long> until) {
    var now = nowMillis();
    return until.entrySet().stream()
        .filter(one -> one.getValue() > now)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
