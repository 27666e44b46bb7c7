package org.steadyboard.lesson.identity.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.steadyboard.lesson.row.ReplicatedRow;

/**
 * Who may sign in. The id follows from the e-mail address, so an address is an account's for good.
 */
@Entity
@Table(schema = "identity", name = "account")
public class Account extends ReplicatedRow {

  public String email;
  public String name;

  /** The one that the account was made with; what it is now follows from decisions. */
  public String role;
}
