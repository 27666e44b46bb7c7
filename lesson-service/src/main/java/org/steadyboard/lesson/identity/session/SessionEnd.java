package org.steadyboard.lesson.identity.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.steadyboard.lesson.row.ReplicatedRow;

/** That a session has ended; its id is the session's. */
@Entity
@Table(schema = "identity", name = "session_end")
public class SessionEnd extends ReplicatedRow {

  public Instant endedAt;
}
