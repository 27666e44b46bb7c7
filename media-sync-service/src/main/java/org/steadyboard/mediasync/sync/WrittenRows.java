package org.steadyboard.mediasync.sync;

import jakarta.inject.Singleton;
import java.util.Set;
import org.steadyboard.host.changes.RowChange;
import org.steadyboard.host.changes.RowChangeHandler;

/** Hears of rows of files, written here or elsewhere. */
@Singleton
public class WrittenRows implements RowChangeHandler {

  private final MediaSync sync;

  public WrittenRows(MediaSync sync) {
    this.sync = sync;
  }

  @Override
  public Set<String> tables() {
    return Set.of("media.item");
  }

  @Override
  public void changed(RowChange change) {
    sync.replication().comparison().written(change.id());
  }

  @Override
  public void readAgain() {
    sync.replication().comparison().compareAll();
  }
}
