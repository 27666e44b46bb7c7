package org.steadyboard.host.body;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.steadyboard.host.error.ProblemCode;

/**
 * Takes the body of every request, whatever its type and whether or not it says its size, before
 * anything of it is parsed and without holding a thread: JSON of at most {@link #MAX_BYTES}, unless
 * a {@link LargeBody} says otherwise.
 */
@ApplicationScoped
public class RequestBodies {

  /** Of one body, in bytes. */
  public static final int MAX_BYTES = 64 * 1024;

  /** Of all bodies that have come and are not answered yet, in bytes; one more is told busy. */
  static final long MAX_HELD_BYTES = 16L << 20;

  /**
   * What a sender may go on sending, in bytes, after it was refused: one that gets to the end sees
   * the answer. Nothing of it is kept.
   */
  static final long MAX_DROPPED_BYTES = 32L << 20;

  /** After it is known who sends (Quarkus' 200), before Quarkus' own limit (2). */
  private static final int PRIORITY = 50;

  private static final LargeBody ANY =
      new LargeBody(Pattern.compile(".*"), "application/json", MAX_BYTES, false);

  private final List<LargeBody> large;
  private final HeldBytes held = new HeldBytes(MAX_HELD_BYTES);

  public RequestBodies(@All List<LargeBody> large) {
    this.large = large;
  }

  void register(@Observes Filters filters) {
    filters.register(this::take, PRIORITY);
  }

  private void take(RoutingContext context) {
    var request = context.request();
    if (!mayHaveBody(request)) {
      context.next();
      return;
    }
    var path = context.normalizedPath();
    var rule = large.stream().filter(l -> l.path().matcher(path).matches()).findFirst().orElse(ANY);
    var max = isSignedIn(context) ? rule.maxBytes() : Math.min(rule.maxBytes(), MAX_BYTES);
    var body = new IncomingBody(context, max, tooMuch(max, rule), held);
    if (!isOfType(request, rule)) {
      body.refuse(ProblemCode.UNSUPPORTED_TYPE);
    } else if (rule.isStreamed() && !isLarger(request, rule.maxBytes())) {
      context.next();
    } else if (isLarger(request, max)) {
      body.refuse(tooMuch(max, rule));
    } else {
      body.read();
    }
  }

  private static ProblemCode tooMuch(long max, LargeBody rule) {
    return max < rule.maxBytes() ? ProblemCode.NOT_SIGNED_IN : ProblemCode.TOO_LARGE;
  }

  /** A body announces itself (RFC 9112, 6). */
  private static boolean mayHaveBody(HttpServerRequest request) {
    var headers = request.headers();
    var length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return headers.contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }

  private static boolean isOfType(HttpServerRequest request, LargeBody rule) {
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    return (rule.type().equals(LargeBody.ANY_TYPE)
            || (type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(rule.type())))
        && (encoding == null || encoding.strip().equalsIgnoreCase("identity"));
  }

  private static boolean isLarger(HttpServerRequest request, long max) {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length != null && Long.parseLong(length.strip()) > max;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private static boolean isSignedIn(RoutingContext context) {
    return context.user() instanceof QuarkusHttpUser user
        && !user.getSecurityIdentity().isAnonymous();
  }
}
