package org.steadyboard.mediasync.serving;

import java.util.regex.Pattern;

/** Lists of entity tags in conditional requests (RFC 9110, 13.1). */
final class EntityTags {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");

  private EntityTags() {}

  /**
   * Whether a list names a file's tag, whatever stands around it.
   *
   * @param list the header
   * @param tag without quotes
   * @param takesWeak whether a tag that only promises likeness counts
   */
  static boolean contain(String list, String tag, boolean takesWeak) {
    if (list.strip().equals("*")) {
      return true;
    }
    return TAG.matcher(list)
        .results()
        .anyMatch(found -> found.group(2).equals(tag) && (takesWeak || found.group(1) == null));
  }
}
