package org.steadyboard.lesson.identity.password;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.steadyboard.lesson.row.ReplicatedRow;

/** The hash of an account's password; its id is the account's. */
@Entity
@Table(schema = "identity", name = "password")
public class Password extends ReplicatedRow {

  public String hash;
  public Instant changedAt;
}
