package org.steadyboard.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a host answered.
 *
 * @param status {@link #SILENT} when nothing came in time, {@link #CLOSED} when the connection was
 *     closed without an answer
 * @param contentType in lower case, without parameters; empty when it has none
 * @param body its beginning
 */
record Answer(int status, String contentType, String body) {

  static final int SILENT = -1;
  static final int CLOSED = 0;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: [^\r\n]*)?\r\n");
  private static final Pattern TYPE =
      Pattern.compile("\r\ncontent-type: *([^;\r\n]*)", Pattern.CASE_INSENSITIVE);

  /** Of all that came until the end of the connection; an interim answer is passed over. */
  static Answer parse(byte[] received, boolean timedOut) {
    var text = new String(received, StandardCharsets.UTF_8);
    while (text.startsWith("HTTP/1.1 100") && text.contains("\r\n\r\n")) {
      text = text.substring(text.indexOf("\r\n\r\n") + 4);
    }
    var status = STATUS.matcher(text);
    if (!status.lookingAt()) {
      return new Answer(timedOut ? SILENT : CLOSED, "", "");
    }
    var end = text.indexOf("\r\n\r\n");
    var head = end < 0 ? text : text.substring(0, end);
    var type = TYPE.matcher(head);
    return new Answer(
        Integer.parseInt(status.group(1)),
        type.find() ? type.group(1).strip().toLowerCase(Locale.ROOT) : "",
        end < 0 ? "" : text.substring(end + 4));
  }

  String statusName() {
    return switch (status) {
      case SILENT -> "silent";
      case CLOSED -> "closed";
      default -> Integer.toString(status);
    };
  }
}
