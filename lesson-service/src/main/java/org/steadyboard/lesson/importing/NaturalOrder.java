package org.steadyboard.lesson.importing;

import java.util.Comparator;
import java.util.regex.Pattern;

/** File names as people order them: 2-water before 10-air. */
final class NaturalOrder implements Comparator<String> {

  private static final Pattern PART = Pattern.compile("[0-9]{1,18}|[^0-9]+");

  @Override
  public int compare(String one, String other) {
    var ones = PART.matcher(one);
    var others = PART.matcher(other);
    while (ones.find() && others.find()) {
      var order = compareParts(ones.group(), others.group());
      if (order != 0) {
        return order;
      }
    }
    return one.compareTo(other);
  }

  private static int compareParts(String one, String other) {
    if (Character.isDigit(one.charAt(0)) && Character.isDigit(other.charAt(0))) {
      return Long.compare(Long.parseLong(one), Long.parseLong(other));
    }
    return one.compareToIgnoreCase(other);
  }
}
