package org.steadyboard.database.mesh.stream;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How far a peer's clock is ahead of ours. Newest-wins orders writes of different hosts by their
 * clocks, so skew decides who wins between writes that are closer together than it.
 *
 * <p>Measured as in NTP (RFC 5905, section 8): the peer's time against the middle of the moment in
 * which it was asked, the quickest of a few answers, which is wrong by at most half its round trip.
 *
 * @param ahead negative when the peer is behind
 * @param uncertainty half of the round trip
 */
public record ClockSkew(Duration ahead, Duration uncertainty) {

  /** Above this an operator must act. */
  public static final Duration ALARM = Duration.ofMillis(500);

  private static final int SAMPLES = 5;

  public boolean isAlarming() {
    return ahead.abs().minus(uncertainty).compareTo(ALARM) > 0;
  }

  static ClockSkew measure(Connection ours, Connection theirs) throws SQLException {
    ClockSkew best = null;
    for (var i = 0; i < SAMPLES; i++) {
      var before = clockMicros(ours);
      var there = clockMicros(theirs);
      var after = clockMicros(ours);
      var sample = between(before, there, after);
      if (best == null || sample.uncertainty.compareTo(best.uncertainty) < 0) {
        best = sample;
      }
    }
    return best;
  }

  /** All three in microseconds since 1970: ours before and after the peer's. */
  static ClockSkew between(long beforeMicros, long thereMicros, long afterMicros) {
    var half = (afterMicros - beforeMicros) / 2;
    return new ClockSkew(micros(thereMicros - beforeMicros - half), micros(half));
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }

  private static long clockMicros(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select replication.now_micros()")) {
      row.next();
      return row.getLong(1);
    }
  }
}
