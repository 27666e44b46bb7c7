package org.steadyboard.media;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of an upload while it comes. Made of an id, it can climb out of no folder. */
public record PartName(String value) {

  static final String PART = ".part";

  private static final Pattern VALID = Pattern.compile("[0-9a-z][0-9a-z-]{0,79}");

  public PartName {
    if (!VALID.matcher(value).matches()) {
      throw new IllegalArgumentException("no name of an upload");
    }
  }

  /** Reads 1 to 80 lower-case letters, digits and hyphens; anything else is no name. */
  public static Optional<PartName> parse(String value) {
    return VALID.matcher(value).matches() ? Optional.of(new PartName(value)) : Optional.empty();
  }

  public static PartName of(UUID id) {
    return new PartName(id.toString());
  }

  /**
   * Of a file whose name is known before it comes. Not that name itself: whoever places a file
   * holds the lock of its name.
   */
  public static PartName of(Sha256 sha256) {
    return new PartName("pull-" + sha256);
  }

  @Override
  public String toString() {
    return value;
  }
}
