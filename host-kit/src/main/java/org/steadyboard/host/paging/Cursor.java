package org.steadyboard.host.paging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Where the next page of a list begins. Callers hand it back as they got it; what stands in it is
 * ours to change.
 */
public final class Cursor {

  private static final int MAX_CHARACTERS = 4096;
  private static final String BETWEEN = "\n";

  /** Not beyond what an int holds. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  /** Later than anything that is written down. */
  public static final Instant AFTER_ALL = Instant.parse("9999-12-31T00:00:00Z");

  private Cursor() {}

  public static String of(Object... parts) {
    var text = String.join(BETWEEN, List.of(parts).stream().map(String::valueOf).toList());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The parts of a cursor that {@link #of} made.
   *
   * @throws Problem invalid, when it did not
   */
  public static List<String> parts(String cursor, int count) {
    if (cursor.length() <= MAX_CHARACTERS) {
      try {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        var parts = List.of(text.split(BETWEEN, -1));
        if (parts.size() == count && text.indexOf('\0') < 0) {
          return parts;
        }
      } catch (IllegalArgumentException e) {
        throw notOurs();
      }
    }
    throw notOurs();
  }

  public static UUID id(String part) {
    try {
      return UUID.fromString(part);
    } catch (IllegalArgumentException e) {
      throw notOurs();
    }
  }

  public static int number(String part) {
    if (!NUMBER.matcher(part).matches()) {
      throw notOurs();
    }
    return Integer.parseInt(part);
  }

  /** A time of the years that the database knows as well. */
  public static Instant time(String part) {
    try {
      var time = Instant.parse(part);
      if (time.isAfter(Instant.EPOCH) && time.isBefore(AFTER_ALL)) {
        return time;
      }
    } catch (DateTimeParseException e) {
      throw notOurs();
    }
    throw notOurs();
  }

  private static Problem notOurs() {
    return new Problem(ProblemCode.INVALID, "cursor is not one that this list gave");
  }
}
