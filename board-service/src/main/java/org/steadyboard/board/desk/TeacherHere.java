package org.steadyboard.board.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.link.TeacherLink;

/** A teacher with at least one window open here. Belongs to the loop. */
final class TeacherHere {

  private final UUID accountId;
  private final List<TeacherLink> links = new ArrayList<>(1);
  private final Map<UUID, BoardHere> boards = new HashMap<>(4);
  private boolean tellAll;

  TeacherHere(UUID accountId) {
    this.accountId = accountId;
  }

  UUID accountId() {
    return accountId;
  }

  List<TeacherLink> links() {
    return links;
  }

  /** The boards that this teacher may steer. */
  Map<UUID, BoardHere> boards() {
    return boards;
  }

  /** Tells every window that was greeted. */
  void tell(String message) {
    for (var link : links) {
      if (link.isGreeted()) {
        link.send(message);
      }
    }
  }

  /** Notes that the list of boards changed: every window hears of it when it was read. */
  void listChanged() {
    tellAll = true;
  }

  boolean takeListChanged() {
    var changed = tellAll;
    tellAll = false;
    return changed;
  }
}
