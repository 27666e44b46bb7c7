package org.steadyboard.board.here;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.steadyboard.board.link.TeacherLink;

/** A teacher with at least one window open here. Belongs to the loop. */
public final class TeacherHere {

  private final UUID accountId;
  private final List<TeacherLink> links = new ArrayList<>(1);
  private final Map<UUID, BoardHere> boards = new HashMap<>(4);
  private final List<Runnable> afterList = new ArrayList<>(0);
  private boolean tellAll;
  private long asked;
  private long answered;

  public TeacherHere(UUID accountId) {
    this.accountId = accountId;
  }

  public UUID accountId() {
    return accountId;
  }

  public List<TeacherLink> links() {
    return links;
  }

  /** The boards that this teacher may steer. */
  public Map<UUID, BoardHere> boards() {
    return boards;
  }

  /** Tells every window that was greeted. */
  public void tell(String message) {
    for (var link : links) {
      if (link.isGreeted()) {
        link.send(message);
      }
    }
  }

  /**
   * Notes that the list of boards is to be read; {@link #listAnswered} takes what is given here.
   */
  public void listAsked() {
    asked++;
  }

  /** Until when it was asked for: to be noted when the reading begins. */
  public long asked() {
    return asked;
  }

  /** The list was read, as it stood when it had been asked for until then. */
  public void listAnswered(long until) {
    answered = Math.max(answered, until);
    if (answered == asked) {
      var tasks = List.copyOf(afterList);
      afterList.clear();
      tasks.forEach(Runnable::run);
    }
  }

  /** Whether the list that is known may be out of date, and a newer one is on its way. */
  public boolean awaitsList() {
    return answered != asked;
  }

  /** Runs {@code task} once the list is read that was asked for last. */
  public void afterList(Runnable task) {
    afterList.add(task);
  }

  /** Notes that the list of boards changed: every window hears of it when it was read. */
  public void listChanged() {
    tellAll = true;
  }

  public boolean takeListChanged() {
    var changed = tellAll;
    tellAll = false;
    return changed;
  }
}
