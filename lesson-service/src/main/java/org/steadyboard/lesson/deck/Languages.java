package org.steadyboard.lesson.deck;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Language tags (BCP 47), as they are stored: {@code nl}, {@code en-GB}, {@code zh-Hans}. */
public final class Languages {

  /** For what has parts in several languages (ISO 639-2). */
  public static final String SEVERAL = "mul";

  public static final String PATTERN = "[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}";

  private static final Pattern VALID = Pattern.compile(PATTERN);

  private Languages() {}

  /** Also takes the underscores that some tools write; empty for what is no tag. */
  public static Optional<String> normal(String written) {
    var dashed = written.strip().replace('_', '-');
    if (dashed.length() > 35) {
      return Optional.empty();
    }
    var tag = Locale.forLanguageTag(dashed).toLanguageTag();
    return VALID.matcher(tag).matches() && !tag.equals("und") ? Optional.of(tag) : Optional.empty();
  }
}
