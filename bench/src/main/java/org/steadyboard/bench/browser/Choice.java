package org.steadyboard.bench.browser;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Every decision about hosts, as pure functions (hostChoice.ts in the web UI). */
final class Choice {

  private Choice() {}

  /** What a host says of itself in a race. */
  enum Word {
    SERVES,
    NO_GOOD
  }

  /** How long a race goes on: {@code SOON} is a little grace for those that are late. */
  enum Pace {
    WAIT,
    SOON,
    OVER
  }

  /** What a race tells of the host that was asked about. */
  enum Verdict {
    /** Others answer and ours does not. */
    HOST,
    /** Ours answers that it does not serve, and another one does. */
    NO_GOOD,
    /** Nobody answers. */
    INTERNET,
    /** Ours answers and no other is known to be better. */
    ANSWERING,
    /** Ours does not, and there is no other to compare with. */
    UNKNOWN
  }

  /**
   * What a page knows.
   *
   * @param troubled ids of hosts that failed lately
   * @param answers what the hosts said in a race just now; empty without one
   */
  record Outlook(List<HostDoor> hosts, Set<String> troubled, Map<String, Word> answers) {}

  /** Each host once: one that failed lately comes late, one that says it is no good comes last. */
  static Optional<HostDoor> next(Outlook outlook, Set<String> tried, RandomGenerator random) {
    var left = outlook.hosts().stream().filter(host -> !tried.contains(host.id())).toList();
    var best = left.stream().mapToInt(host -> worth(outlook, host)).max().orElse(0);
    return pick(left.stream().filter(host -> worth(outlook, host) == best).toList(), random);
  }

  private static int worth(Outlook outlook, HostDoor host) {
    return (outlook.answers().get(host.id()) == Word.NO_GOOD ? 0 : 2)
        + (outlook.troubled().contains(host.id()) ? 0 : 1);
  }

  /**
   * Where to go from a host that says it is no good: only to one that has answered that it serves.
   *
   * @param deceivers hosts that said so before, and then did not
   */
  static Optional<HostDoor> better(
      Outlook outlook, String ours, Set<String> deceivers, RandomGenerator random) {
    var others =
        outlook.hosts().stream()
            .filter(host -> !host.id().equals(ours) && !deceivers.contains(host.id()))
            .filter(host -> outlook.answers().get(host.id()) == Word.SERVES)
            .toList();
    return next(new Outlook(others, outlook.troubled(), outlook.answers()), Set.of(), random);
  }

  /**
   * Where to knock without asking: the only other host. Empty where there are several, or where it
   * failed lately.
   */
  static Optional<HostDoor> onlyOther(Outlook outlook, String ours) {
    var others = outlook.hosts().stream().filter(host -> !host.id().equals(ours)).toList();
    return others.size() == 1
        ? Optional.of(others.getFirst())
            .filter(host -> !outlook.troubled().contains(host.id()))
            .filter(host -> outlook.answers().get(host.id()) != Word.NO_GOOD)
        : Optional.empty();
  }

  static Pace pace(String ours, Map<String, Word> answers, int hosts) {
    if (answers.size() >= hosts) {
      return Pace.OVER;
    }
    if (!answers.containsValue(Word.SERVES)) {
      return Pace.WAIT;
    }
    var another =
        answers.entrySet().stream()
            .anyMatch(said -> said.getValue() == Word.SERVES && !said.getKey().equals(ours));
    return answers.containsKey(ours) && another ? Pace.OVER : Pace.SOON;
  }

  static Verdict verdict(String ours, Map<String, Word> answers, int hosts) {
    var word = answers.get(ours);
    if (word == Word.NO_GOOD && answers.containsValue(Word.SERVES)) {
      return Verdict.NO_GOOD;
    }
    if (word != null) {
      return Verdict.ANSWERING;
    }
    if (!answers.isEmpty()) {
      return Verdict.HOST;
    }
    return hosts > 1 ? Verdict.INTERNET : Verdict.UNKNOWN;
  }

  private static Optional<HostDoor> pick(List<HostDoor> hosts, RandomGenerator random) {
    return hosts.isEmpty()
        ? Optional.empty()
        : Optional.of(hosts.get(random.nextInt(hosts.size())));
  }
}
