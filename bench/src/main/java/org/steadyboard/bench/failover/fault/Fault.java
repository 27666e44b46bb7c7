package org.steadyboard.bench.failover.fault;

import org.steadyboard.bench.machine.Hosts;

/**
 * Something that breaks on host a, or between the hosts, and stays broken until it is mended.
 *
 * @param word by which it is chosen on the command line
 * @param title what breaks
 * @param how by what means
 * @param stopsOneHost whether a class stands still whose browsers know one host only
 */
public record Fault(
    String word, String title, String how, boolean stopsOneHost, Act begin, Act end) {

  /** Something done to hosts. */
  public interface Act {
    void on(Hosts hosts) throws Exception;
  }
}
