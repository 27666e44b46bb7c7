package org.steadyboard.host.error;

/**
 * The one table of errors, of REST, websockets and the ingress alike: the stable code that callers
 * see, its HTTP status (or the nearest one, for what is only said over websockets) and a title for
 * people. A code is never renamed.
 */
public enum ProblemCode {
  BAD_JSON(400, "The body is not valid JSON"),
  UNKNOWN_FIELD(400, "The body has a field that is not known here"),
  INVALID(400, "A value is not allowed"),
  INVALID_TEXT(400, "A text has characters that cannot be stored"),
  INVALID_MESSAGE(400, "The message is not one of this protocol"),
  UNKNOWN_MESSAGE(400, "There is no message of this type"),
  UNKNOWN_PROTOCOL(400, "This host speaks another protocol"),
  MALFORMED_PATH(400, "The path of this address cannot be understood safely"),
  OTHER_HTTP_VERSION(400, "This host speaks HTTP/1.1"),
  MALFORMED_REQUEST(400, "The request cannot be understood safely"),
  TOO_DEEP(400, "It would stand deeper than a tree may be"),
  HELLO_FIRST(400, "The first message must be hello"),
  DIGEST_MISMATCH(400, "These are not the bytes that were announced"),
  NOT_SIGNED_IN(401, "Sign in first"),
  BAD_CREDENTIALS(401, "The e-mail address or the password is not right"),
  SIGNED_OUT(401, "Sign in again"),
  WRONG_SECRET(401, "This board is known here with another secret"),
  UNKNOWN_PEER(401, "This is no request of a host that belongs to us"),
  WRONG_CLOCK(401, "The clocks of these hosts are too far apart"),
  REPEATED_REQUEST(401, "This request was said before"),
  NOT_ALLOWED(403, "This account may not do that"),
  NOT_PAIRED(403, "These two are not paired"),
  ORIGIN_NOT_ALLOWED(403, "This page may not call this host"),
  NOT_FOUND(404, "There is no such thing"),
  UNKNOWN_CODE(404, "No board shows this code"),
  METHOD_NOT_ALLOWED(405, "This cannot be done with that method"),
  NOT_ACCEPTABLE(406, "No answer of the wanted type"),
  HELLO_LATE(408, "The hello did not come in time"),
  SILENT(408, "Nothing was heard for too long"),
  REQUEST_TOO_SLOW(408, "The request came too slowly"),
  WOULD_MAKE_CYCLE(409, "It would stand under itself"),
  CONFLICT(409, "It conflicts with what is there"),
  NEWER_THERE(409, "Somebody else changed it meanwhile"),
  ID_TAKEN(409, "Something else has this id: choose another"),
  UPLOAD_OFFSET(409, "The upload goes on elsewhere: ask where"),
  TOO_MANY_BOARDS(409, "This account is paired with as many boards as it may have"),
  TOO_MANY_TEACHERS(409, "This board is paired with as many teachers as it may have"),
  EXPIRED_CODE(410, "This code is no longer valid: the board shows a new one"),
  UPLOAD_GONE(410, "This upload has ended or was left alone too long: begin anew"),
  FILE_GONE(410, "No host holds the file any more: upload it again"),
  OTHER_TUS_VERSION(412, "Uploads are taken by tus 1.0.0"),
  CHANGED(412, "It is not what it was"),
  TOO_LARGE(413, "It is too large"),
  ADDRESS_TOO_LONG(414, "The address is too long"),
  UNSUPPORTED_TYPE(415, "This type of content is not accepted"),
  UNSUPPORTED_MEDIA_TYPE(415, "Files of this kind are not kept"),
  RANGE_NOT_SATISFIABLE(416, "The file has no such range of bytes"),
  TOO_COMPLEX(422, "It would become more than can be shown"),
  LESSON_TOO_LARGE(422, "The lesson is too large: make two of it"),
  UPLOAD_BUSY(423, "Another request brings this upload: try again soon"),
  TOO_MANY_ATTEMPTS(429, "Too many attempts: wait a little"),
  TOO_FAST(429, "That was too much at once"),
  TOO_MANY_UPLOADS(429, "Too many uploads at once: wait a little"),
  HEADERS_TOO_LARGE(431, "The request has too many or too long headers"),
  CHECKSUM_MISMATCH(460, "These bytes are not those that were sent: send them again"),
  INTERNAL(500, "Something went wrong on this host"),
  BUSY(503, "This host is busy: try again soon"),
  TOO_SLOW(503, "This took this host too long: try it with less"),
  TOO_MANY_CONNECTIONS(503, "This host has no room for more boards"),
  SERVICE_AWAY(503, "This part of the host is away for a moment: try again"),
  ACCOUNT_UNKNOWN_YET(503, "This host does not know the account yet: try again, or another host"),
  DATABASE_AWAY(503, "This host's database is away: try again soon"),
  DEAF(503, "This host does not hear what changes: use another one"),
  STUCK(503, "This host's database does not get on: use another one"),
  READ_ONLY(503, "This host's database takes no changes: use another one"),
  FULL(503, "This host's disk is full: use another one"),
  DRAINING(503, "This host is being stopped: use another one"),
  DISK_NEARLY_FULL(507, "This host has no room for more files: use another one");

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
