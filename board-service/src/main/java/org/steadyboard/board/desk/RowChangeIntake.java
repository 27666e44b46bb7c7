package org.steadyboard.board.desk;

import java.util.ArrayList;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.steadyboard.board.lesson.LessonNews;
import org.steadyboard.board.listing.Rosters;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.pairing.Pairings;
import org.steadyboard.board.pointing.ArrivingPointers;
import org.steadyboard.board.presence.HostsHeard;
import org.steadyboard.board.presence.Presences;
import org.steadyboard.board.session.SessionWatch;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.steering.StageWriter;
import org.steadyboard.board.steering.Stages;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;
import org.steadyboard.host.health.PulseHearing;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.host.session.SessionDirectory;

/**
 * Takes what Postgres tells of changed rows, drops at once what is known or of no interest here,
 * and hands the rest to the loop, many at a time.
 */
final class RowChangeIntake implements RowChangeHandler {

  private static final String STAGE = "board.stage";
  private static final String PAIRING = "board.pairing";
  private static final String PRESENCE = "board.presence";
  private static final String POINTER = "board.pointer";

  /** Told of a lesson whose pages changed. */
  private static final String LESSON = "lesson.content";

  private static final String PULSE = PulseHearing.TABLE;

  /** Where hosts of the release before beat. */
  private static final String OLDER_PULSE = "board.pulse";

  /** What another service of that host says tells nothing of its boards. */
  private static final String SERVICE = "board";

  private static final String SESSION = "identity.session";
  private static final String SESSION_END = "identity.session_end";
  private static final String ACCOUNT = "identity.account";
  private static final String STANDING = SessionDirectory.STANDING;

  private final Loop loop;
  private final Stages stages;
  private final StageWriter writer;
  private final Pairings pairings;
  private final Rosters rosters;
  private final Presences presences;
  private final ArrivingPointers pointers;
  private final HostsHeard hosts;
  private final SessionWatch sessions;
  private final LessonNews lessons;
  private final Queue<RowChange> heard = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean handedOver = new AtomicBoolean();

  RowChangeIntake(
      Loop loop,
      Stages stages,
      StageWriter writer,
      Pairings pairings,
      Rosters rosters,
      Presences presences,
      ArrivingPointers pointers,
      HostsHeard hosts,
      SessionWatch sessions,
      LessonNews lessons) {
    this.loop = loop;
    this.stages = stages;
    this.writer = writer;
    this.pairings = pairings;
    this.rosters = rosters;
    this.presences = presences;
    this.pointers = pointers;
    this.hosts = hosts;
    this.sessions = sessions;
    this.lessons = lessons;
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        STAGE,
        PAIRING,
        PRESENCE,
        POINTER,
        LESSON,
        PULSE,
        OLDER_PULSE,
        SESSION,
        SESSION_END,
        ACCOUNT,
        STANDING);
  }

  @Override
  public void changed(RowChange change) {
    if (change.table().equals(STAGE) && !stages.isNews(change.id(), revision(change))) {
      return;
    }
    heard.add(change);
    if (handedOver.compareAndSet(false, true)) {
      loop.execute(this::take);
    }
  }

  @Override
  public void readAgain() {
    loop.execute(
        () -> {
          stages.readAll();
          rosters.readAll();
          pairings.readAll();
          sessions.checkAll();
          lessons.anyMayHaveChanged();
        });
  }

  private void take() {
    handedOver.set(false);
    var unclear = new ArrayList<RowChange>(0);
    for (var change = heard.poll(); change != null; change = heard.poll()) {
      switch (change.table()) {
        case STAGE -> {
          if (!stageChanged(change)) {
            unclear.add(change);
          }
        }
        case PAIRING -> pairings.changed(change.id());
        case PRESENCE -> {
          hosts.heard(change.host());
          presences.read(change.id());
        }
        case POINTER -> {
          hosts.heard(change.host());
          pointers.changed(change.id());
        }
        case LESSON -> lessons.changed(change.id());
        case PULSE -> {
          if (change.id().equals(Ids.pulse(change.host(), SERVICE))) {
            hosts.heard(change.host());
          }
        }
        case OLDER_PULSE -> hosts.heard(change.host());
        default -> sessions.changed(change.id());
      }
    }
    if (!unclear.isEmpty()) {
      writer.afterCommit(() -> unclear.forEach(this::stageChanged));
    }
  }

  /** False when it may be our own, and is known when it is committed. */
  private boolean stageChanged(RowChange change) {
    if (!stages.isNews(change.id(), revision(change))) {
      return true;
    }
    if (writer.isCommitting(change.id())) {
      return false;
    }
    stages.read(change.id());
    return true;
  }

  private static Revision revision(RowChange change) {
    return new Revision(change.stamp(), change.host());
  }
}
