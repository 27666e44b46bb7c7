package org.steadyboard.bench.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.steadyboard.bench.BenchFailure;

/**
 * The command line: names of benchmarks, flags such as {@code --closed}, and options with a value
 * such as {@code --rate 500}.
 */
public final class Options {

  private static final Set<String> FLAGS =
      Set.of("list", "help", "closed", "across", "replicated", "soak", "overload", "native");
  private static final Set<String> NUMBERS =
      Set.of(
          "pairs", "rate", "seconds", "warmup", "idle", "hold", "boards", "port", "rows", "seed",
          "rounds");
  private static final Set<String> TEXTS = Set.of("decks", "only");

  private final List<String> names = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>();

  private Options() {}

  /**
   * @throws BenchFailure with one line that says what is wrong
   */
  public static Options parse(String... arguments) {
    var options = new Options();
    var rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      var argument = rest.next();
      if (!argument.startsWith("--")) {
        options.names.add(argument);
        continue;
      }
      var name = argument.substring(2);
      if (FLAGS.contains(name)) {
        options.values.put(name, "");
      } else if (NUMBERS.contains(name) || TEXTS.contains(name)) {
        if (!rest.hasNext()) {
          throw new BenchFailure(argument + " needs a value");
        }
        options.values.put(name, checked(name, rest.next()));
      } else {
        throw new BenchFailure("there is no option " + argument);
      }
    }
    return options;
  }

  private static String checked(String name, String value) {
    if (NUMBERS.contains(name) && !value.matches("[0-9]{1,7}")) {
      throw new BenchFailure("--" + name + " must be a whole number, not " + value);
    }
    return value;
  }

  public List<String> names() {
    return List.copyOf(names);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  public int number(String name, int otherwise) {
    return has(name) ? Integer.parseInt(values.get(name)) : otherwise;
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }
}
