package org.steadyboard.lesson.identity.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** E-mail addresses as they are kept: in lower case, without space around. */
public final class Emails {

  /** Loose on purpose: whether mail arrives is all that counts. */
  public static final String PATTERN = "\\s*[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]{1,189}\\s*";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  private Emails() {}

  public static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  static boolean isValid(String email) {
    return email != null && VALID.matcher(email).matches();
  }
}
