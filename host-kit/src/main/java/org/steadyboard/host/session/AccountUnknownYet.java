package org.steadyboard.host.session;

import java.time.Duration;

/** A token is good, but the row of its account has not arrived on this host yet. */
public final class AccountUnknownYet extends Exception {

  private static final long serialVersionUID = 1L;

  /** Rows arrive in milliseconds; when they do not, another host is the better choice. */
  public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  AccountUnknownYet() {
    super("the account has not arrived here yet", null, false, false);
  }
}
