package org.steadyboard.lesson.identity.account;

import java.util.UUID;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.lesson.identity.decision.Decisions.Standing;

/** An account as its owner sees it. */
public record AccountView(UUID id, String email, String name, String role) {

  public static AccountView of(Account account, Standing standing) {
    return new AccountView(
        account.id, account.email, account.name, standing.role().orElse(account.role));
  }

  public static AccountView of(SignedIn who) {
    return new AccountView(who.accountId(), who.email(), who.name(), who.role());
  }
}
