package org.steadyboard.board.presence;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Which hosts were heard of lately, and so may be believed about the boards that they see. A host
 * that dies, or that no link leads to, cannot take back what it said.
 *
 * <p>Judged by when a sign arrived here and never by the time written in it: the clocks of hosts
 * differ. A host that is only known by old rows gets the same patience from the start of this
 * process. May be used by any thread, but for {@link #changed()}.
 */
public final class HostsHeard {

  private final String here;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private final long startNanos;
  private final Map<String, Long> heardNanos = new ConcurrentHashMap<>();
  private Set<String> silent = Set.of();

  /**
   * @param here this host, which is never silent
   * @param patience without a sign, a host counts as silent
   * @param nanos a clock that only goes forward
   */
  public HostsHeard(String here, Duration patience, LongSupplier nanos) {
    this.here = here;
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
    this.startNanos = nanos.getAsLong();
  }

  /** Something that this host wrote has just arrived. */
  public void heard(String host) {
    heardNanos.put(host, nanos.getAsLong());
  }

  public boolean isAlive(String host) {
    if (host.equals(here)) {
      return true;
    }
    heardNanos.putIfAbsent(host, startNanos);
    return isAlive(heardNanos.get(host));
  }

  private boolean isAlive(long lastNanos) {
    return nanos.getAsLong() - lastNanos < patienceNanos;
  }

  /** The hosts that fell silent, or were heard again, since this was asked last. On one thread. */
  public Set<String> changed() {
    var now = new HashSet<String>();
    heardNanos.forEach(
        (host, last) -> {
          if (!isAlive(last)) {
            now.add(host);
          }
        });
    var changed = new HashSet<>(now);
    changed.removeAll(silent);
    silent.stream().filter(host -> !now.contains(host)).forEach(changed::add);
    silent = now;
    return changed;
  }
}
