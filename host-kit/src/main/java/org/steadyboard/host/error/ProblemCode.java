package org.steadyboard.host.error;

/**
 * The one table of errors: the stable code that callers see, its HTTP status and a title for
 * people. A code is never renamed.
 */
public enum ProblemCode {
  BAD_JSON(400, "The body is not valid JSON"),
  UNKNOWN_FIELD(400, "The body has a field that is not known here"),
  INVALID(400, "A value is not allowed"),
  INVALID_TEXT(400, "A text has characters that cannot be stored"),
  NOT_SIGNED_IN(401, "Sign in first"),
  BAD_CREDENTIALS(401, "The e-mail address or the password is not right"),
  NOT_ALLOWED(403, "This account may not do that"),
  NOT_PAIRED(403, "This board is paired with no teacher"),
  ORIGIN_NOT_ALLOWED(403, "This page may not call this host"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "This cannot be done with that method"),
  NOT_ACCEPTABLE(406, "No answer of the wanted type"),
  WOULD_MAKE_CYCLE(409, "It would stand under itself"),
  CONFLICT(409, "It conflicts with what is there"),
  TOO_LARGE(413, "It is too large"),
  UNSUPPORTED_TYPE(415, "This type of content is not accepted"),
  RANGE_NOT_SATISFIABLE(416, "The file has no such range of bytes"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts: wait a little"),
  INTERNAL(500, "Something went wrong on this host"),
  BUSY(503, "This host is busy: try again soon"),
  ACCOUNT_UNKNOWN_YET(503, "This host does not know the account yet: try again, or another host"),
  DATABASE_AWAY(503, "This host's database is away: try again soon");

  private final int status;
  private final String title;

  ProblemCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** As callers see it, such as {@code bad-credentials}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
