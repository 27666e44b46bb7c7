package org.steadyboard.lesson.paging;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Where the next page of a list begins. Callers hand it back as they got it; what stands in it is
 * ours to change.
 */
public final class Cursor {

  private static final int MAX_CHARACTERS = 4096;
  private static final String BETWEEN = "\n";

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
    try {
      return Integer.parseUnsignedInt(part);
    } catch (NumberFormatException e) {
      throw notOurs();
    }
  }

  private static Problem notOurs() {
    return new Problem(ProblemCode.INVALID, "cursor is not one that this list gave");
  }
}
