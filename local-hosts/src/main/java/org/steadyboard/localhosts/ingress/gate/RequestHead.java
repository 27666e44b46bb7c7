package org.steadyboard.localhosts.ingress.gate;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request's line and fields, read strictly (RFC 9112): what two readers could understand
 * differently is refused here, before the lenient ones see it. So bodies end where everybody says
 * that they end, and no request hides in another.
 *
 * @param bodyBytes that follow; {@link #CHUNKED} when they say their length themselves
 * @param cost in bytes of memory, until it is answered
 */
record RequestHead(long bodyBytes, int cost) {
  static final long CHUNKED = -1;

  /** Memory for a field beside its characters: a name, a value, an entry, in two maps. */
  private static final int BYTES_A_FIELD = 128;

  private static final int LONGEST_LENGTH = 18;
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** The head is not well-formed. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.name(), null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /**
   * @param head from the first byte to the empty line, which it ends with
   */
  static RequestHead read(ByteBuf head, GateLimits limits) throws Refused {
    String[] lines = head.toString(StandardCharsets.ISO_8859_1).split("\r\n", -1);
    // The empty line, and what is behind it: nothing.
    int fields = lines.length - 3;
    if (lines[0].length() > limits.requestLineBytes()) {
      throw new Refused(Refusal.ADDRESS_TOO_LONG);
    }
    if (fields > limits.fields()) {
      throw new Refused(Refusal.HEADERS_TOO_LARGE);
    }
    readRequestLine(lines[0]);
    var framing = new Framing();
    for (int i = 1; i <= fields; i++) {
      readField(lines[i], framing);
    }
    return new RequestHead(framing.bodyBytes(), head.readableBytes() + fields * BYTES_A_FIELD);
  }

  private static void readRequestLine(String line) throws Refused {
    String[] words = line.split(" ", -1);
    if (words.length != 3 || !isToken(words[0]) || !isPath(words[1])) {
      throw new Refused(Refusal.MALFORMED);
    }
    if (!words[2].equals("HTTP/1.1")) {
      throw new Refused(
          words[2].matches("HTTP/[0-9]\\.[0-9]") ? Refusal.OTHER_VERSION : Refusal.MALFORMED);
    }
  }

  /** Not the absolute form, which is for proxies and names a host beside the field of that name. */
  private static boolean isPath(String target) {
    return target.startsWith("/")
        && target.indexOf('#') < 0
        && target.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static void readField(String line, Framing framing) throws Refused {
    int colon = line.indexOf(':');
    // A line that begins with a space would go on with the one before it.
    if (colon < 1 || !isToken(line.substring(0, colon)) || !isFieldValue(line, colon + 1)) {
      throw new Refused(Refusal.MALFORMED);
    }
    framing.field(
        line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || TOKEN_MARKS.indexOf(c) >= 0);
  }

  private static boolean isFieldValue(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** The fields that say how long the request is and for whom: each once, at most. */
  private static final class Framing {
    private String host;
    private String length;
    private String coding;

    void field(String name, String value) throws Refused {
      switch (name) {
        case "host" -> host = once(host, value);
        case "content-length" -> length = once(length, value);
        case "transfer-encoding" -> coding = once(coding, value);
        default -> {}
      }
    }

    private static String once(String before, String value) throws Refused {
      if (before != null) {
        throw new Refused(Refusal.MALFORMED);
      }
      return value;
    }

    long bodyBytes() throws Refused {
      if (host == null
          || !host.matches("[A-Za-z0-9._~:\\[\\]-]*")
          || length != null && coding != null
          || coding != null && !coding.equalsIgnoreCase("chunked")
          || length != null && !length.matches("[0-9]{1," + LONGEST_LENGTH + "}")) {
        throw new Refused(Refusal.MALFORMED);
      }
      return coding != null ? CHUNKED : length == null ? 0 : Long.parseLong(length);
    }
  }
}
