package org.steadyboard.localhosts.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.steadyboard.localhosts.CommandFailure;

/**
 * Words behind a command, parted into options with a value, flags, and the rest. An option that may
 * have a value and came without one is a flag.
 */
record Options(Map<String, String> values, List<String> flags, List<String> rest) {
  static Options of(
      List<String> words, Set<String> withValue, Set<String> flags, Set<String> either) {
    var values = new LinkedHashMap<String, String>();
    var found = new ArrayList<String>();
    var rest = new ArrayList<String>();
    Deque<String> queue = new ArrayDeque<>(words);
    while (!queue.isEmpty()) {
      String word = queue.poll();
      if (withValue.contains(word)) {
        if (!valueFollows(queue)) {
          throw CommandFailure.misuse(word + " needs a value");
        }
        values.put(word, queue.poll());
      } else if (either.contains(word) && valueFollows(queue)) {
        values.put(word, queue.poll());
      } else if (flags.contains(word) || either.contains(word)) {
        found.add(word);
      } else if (word.startsWith("-")) {
        throw CommandFailure.misuse("unknown option " + word);
      } else {
        rest.add(word);
      }
    }
    return new Options(values, found, rest);
  }

  private static boolean valueFollows(Deque<String> queue) {
    return !queue.isEmpty() && !queue.peek().startsWith("--");
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  int number(String name, int otherwise, int least, int most) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, as for a number out of range.
    }
    throw CommandFailure.misuse(
        "%s must be a number from %d to %d, not '%s'".formatted(name, least, most, text));
  }

  void noMoreWords() {
    if (!rest.isEmpty()) {
      throw CommandFailure.misuse("unexpected word '" + rest.getFirst() + "'");
    }
  }

  String onlyWord(String what) {
    if (rest.isEmpty()) {
      throw CommandFailure.misuse(what + " is missing");
    }
    if (rest.size() > 1) {
      throw CommandFailure.misuse("unexpected word '" + rest.get(1) + "'");
    }
    return rest.getFirst();
  }
}
