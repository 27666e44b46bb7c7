package org.steadyboard.board.desk;

import java.util.ArrayList;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;

/**
 * Takes what Postgres tells of changed rows, drops at once what is known or of no interest here,
 * and hands the rest to the loop, many at a time.
 */
final class RowChangeIntake implements RowChangeHandler {

  private static final String STAGE = "board.stage";
  private static final String PAIRING = "board.pairing";
  private static final String PRESENCE = "board.presence";
  private static final String POINTER = "board.pointer";
  private static final String PULSE = "board.pulse";
  private static final String SESSION = "identity.session";
  private static final String SESSION_END = "identity.session_end";
  private static final String ACCOUNT = "identity.account";
  private static final String PASSWORD = "identity.password";

  private final Loop loop;
  private final Desk desk;
  private final Queue<RowChange> heard = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean handedOver = new AtomicBoolean();

  RowChangeIntake(Loop loop, Desk desk) {
    this.loop = loop;
    this.desk = desk;
  }

  @Override
  public Set<String> tables() {
    return Set.of(
        STAGE, PAIRING, PRESENCE, POINTER, PULSE, SESSION, SESSION_END, ACCOUNT, PASSWORD);
  }

  @Override
  public void changed(RowChange change) {
    if (change.table().equals(STAGE) && !desk.isNews(change.id(), revision(change))) {
      return;
    }
    heard.add(change);
    if (handedOver.compareAndSet(false, true)) {
      loop.execute(this::take);
    }
  }

  @Override
  public void readAgain() {
    loop.execute(desk::readAgain);
  }

  private void take() {
    handedOver.set(false);
    var unclear = new ArrayList<RowChange>(0);
    for (var change = heard.poll(); change != null; change = heard.poll()) {
      switch (change.table()) {
        case STAGE -> {
          if (!desk.stageChanged(change.id(), revision(change))) {
            unclear.add(change);
          }
        }
        case PAIRING -> desk.pairingChanged(change.id());
        case PRESENCE -> desk.presenceChanged(change.id(), change.host());
        case POINTER -> desk.pointerChanged(change.id(), change.host());
        case PULSE -> desk.heard(change.host());
        default -> desk.sessionChanged(change.id());
      }
    }
    if (!unclear.isEmpty()) {
      desk.afterCommit(() -> unclear.forEach(c -> desk.stageChanged(c.id(), revision(c))));
    }
  }

  private static Revision revision(RowChange change) {
    return new Revision(change.stamp(), change.host());
  }
}
