package org.steadyboard.bench.failover;

/**
 * Which rules teachers' browsers follow; each can be left out for a negative control.
 *
 * @param meets says clicks on the board's host, by a connection of its own
 * @param saysAgain keeps what it said, and says it again to a host that lacks it
 */
record Manners(boolean meets, boolean saysAgain) {

  static final Manners OF_THE_WEB_UI = new Manners(true, true);
}
