package org.steadyboard.lesson.deck;

import java.util.List;

/** What the YAML at the top of a deck says; null (or no tags) for what it does not say. */
public record FrontMatter(String title, String language, List<String> tags, Integer order) {

  public static final FrontMatter NONE = new FrontMatter(null, null, List.of(), null);
}
