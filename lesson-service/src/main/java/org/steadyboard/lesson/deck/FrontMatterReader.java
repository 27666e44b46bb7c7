package org.steadyboard.lesson.deck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.steadyboard.lesson.deck.Deck.DeckProblem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the YAML of a deck: plain values only, never objects. What has the wrong shape is reported
 * and left out.
 */
final class FrontMatterReader {

  static final int MAX_CHARACTERS = 16 * 1024;
  static final int MAX_TITLE = 200;
  static final int MAX_TAGS = 32;
  static final int MAX_TAG = 64;

  private final int firstLine;
  private final List<DeckProblem> problems;

  FrontMatterReader(int firstLine, List<DeckProblem> problems) {
    this.firstLine = firstLine;
    this.problems = problems;
  }

  FrontMatter read(String yaml) {
    return load(yaml) instanceof Map<?, ?> map
        ? new FrontMatter(title(map), language(map), tags(map), order(map))
        : FrontMatter.NONE;
  }

  private Object load(String yaml) {
    var options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(10);
    options.setNestingDepthLimit(10);
    options.setAllowDuplicateKeys(false);
    try {
      var loaded = new Yaml(new SafeConstructor(options)).load(yaml);
      if (loaded != null && !(loaded instanceof Map)) {
        problem(firstLine, "the front matter is not a list of names and values");
      }
      return loaded;
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      problem(
          firstLine + (mark == null ? 0 : mark.getLine()),
          "the front matter is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problem(firstLine, "the front matter is not valid YAML, or too long");
    }
    return null;
  }

  private String title(Map<?, ?> map) {
    var title = text(map, "title");
    if (title != null && title.length() > MAX_TITLE) {
      problem(firstLine, "title has more than " + MAX_TITLE + " characters");
      return title.substring(0, MAX_TITLE);
    }
    return title;
  }

  private String language(Map<?, ?> map) {
    var language = text(map, "language");
    if (language == null) {
      return null;
    }
    var tag = Languages.normal(language);
    if (tag.isEmpty()) {
      problem(firstLine, "language is not a language tag such as nl or en-GB");
    }
    return tag.orElse(null);
  }

  private List<String> tags(Map<?, ?> map) {
    var tags = new LinkedHashSet<String>();
    var value = map.get("tags");
    var items =
        switch (value) {
          case null -> List.of();
          case List<?> list -> list;
          case String text -> Arrays.asList(text.split(","));
          default -> {
            problem(firstLine, "tags is not a list");
            yield List.of();
          }
        };
    for (var item : new ArrayList<Object>(items)) {
      var tag = isPlain(item) ? String.valueOf(item).strip() : "";
      if (tag.isEmpty() || tag.length() > MAX_TAG) {
        problem(firstLine, "a tag is not a text of 1 to " + MAX_TAG + " characters");
      } else if (tags.size() == MAX_TAGS) {
        problem(firstLine, "more than " + MAX_TAGS + " tags");
        break;
      } else {
        tags.add(tag);
      }
    }
    return List.copyOf(tags);
  }

  private Integer order(Map<?, ?> map) {
    var value = map.get("order");
    if (value == null || value instanceof Integer) {
      return (Integer) value;
    }
    problem(firstLine, "order is not a whole number");
    return null;
  }

  private String text(Map<?, ?> map, String name) {
    var value = map.get(name);
    if (value == null) {
      return null;
    }
    var text = isPlain(value) ? String.valueOf(value).strip() : "";
    if (text.isEmpty()) {
      problem(firstLine, name + " is not a text");
      return null;
    }
    return text;
  }

  private static boolean isPlain(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }

  private void problem(int line, String message) {
    problems.add(new DeckProblem(line, message));
  }
}
