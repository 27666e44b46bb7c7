package org.steadyboard.bench.fuzz;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.steadyboard.bench.machine.Host;
import org.steadyboard.bench.rows.School;
import org.steadyboard.bench.rows.School.PairedBoard;

/** Who may say something to a host. Thread-safe: requests disable accounts and end sessions. */
final class Cast {

  private static final int TEACHERS = 12;
  private static final int ADMINS = 3;

  private final Host host;
  private volatile List<PairedBoard> boards = List.of();
  private volatile List<String> admins = List.of();

  Cast(Host host) {
    this.host = host;
  }

  /** Others in the place of all. */
  void renew() throws SQLException {
    var school = new School(host.sessionKey());
    try (var connection = host.postgres().connect()) {
      boards = school.pairs(connection, TEACHERS);
      var some = new ArrayList<String>();
      for (var i = 0; i < ADMINS; i++) {
        some.add(school.teacher(connection, "admin").session().header());
      }
      admins = List.copyOf(some);
    }
  }

  /** Paired, each with a teacher of its own. */
  List<PairedBoard> boards() {
    return boards;
  }

  /** As {@code Cookie} says it. */
  List<String> admins() {
    return admins;
  }
}
