package org.steadyboard.bench.failover.fault;

import org.steadyboard.bench.machine.Hosts;

/**
 * Something that breaks on host a, or between the hosts, and stays broken until it is mended.
 *
 * @param word by which it is chosen on the command line
 * @param title what breaks
 * @param how by what means
 * @param stopsOneHost whether a class stands still whose browsers know one host only
 * @param byCable whether browsers are to reach host a by its cable, which costs them a hop
 */
public record Fault(
    String word,
    String title,
    String how,
    boolean stopsOneHost,
    boolean byCable,
    Act begin,
    Act end) {

  /** Browsers reach the hosts directly. */
  Fault(String word, String title, String how, boolean stopsOneHost, Act begin, Act end) {
    this(word, title, how, stopsOneHost, false, begin, end);
  }

  /** Of the network: nobody goes round it who knows host a only. */
  static Fault byCable(String word, String title, String how, Act begin, Act end) {
    return new Fault(word, title, how, true, true, begin, end);
  }

  /** Something done to hosts. */
  public interface Act {
    void on(Hosts hosts) throws Exception;
  }
}
