package org.steadyboard.lesson.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.steadyboard.lesson.deck.DeckPaths;

/**
 * A folder that has decks in it or below. What has none (pictures, say) is no folder here.
 *
 * @param path empty for the top of the archive
 * @param decks the paths of its .md files but index.md
 */
record DeckFolder(String path, boolean hasIndex, List<DeckFolder> folders, List<String> decks) {

  static final String INDEX = "index.md";

  /** The top of an archive with these files, which are all that there are. */
  static DeckFolder top(Collection<String> files) {
    var decksByFolder = new TreeMap<String, List<String>>();
    files.stream()
        .filter(DeckFolder::isDeck)
        .forEach(
            f -> decksByFolder.computeIfAbsent(DeckPaths.parent(f), p -> new ArrayList<>()).add(f));
    return folder("", decksByFolder);
  }

  /** Hidden files, and what macOS adds to archives, are nobody's lessons. */
  private static boolean isDeck(String path) {
    return path.toLowerCase(java.util.Locale.ROOT).endsWith(".md")
        && Stream.of(path.split("/")).noneMatch(n -> n.startsWith(".") || n.equals("__MACOSX"));
  }

  private static DeckFolder folder(String path, NavigableMap<String, List<String>> decksByFolder) {
    var prefix = path.isEmpty() ? "" : path + "/";
    // No more than what is below: an archive may have as many folders as files.
    var folders =
        decksByFolder.tailMap(prefix, false).keySet().stream()
            .takeWhile(f -> f.startsWith(prefix))
            .map(f -> prefix + f.substring(prefix.length()).split("/", 2)[0])
            .distinct()
            .map(f -> folder(f, decksByFolder))
            .toList();
    var own = decksByFolder.getOrDefault(path, List.of());
    return new DeckFolder(
        path,
        own.contains(prefix + INDEX),
        folders,
        own.stream().filter(f -> !f.equals(prefix + INDEX)).toList());
  }

  String index() {
    return path.isEmpty() ? INDEX : path + "/" + INDEX;
  }

  String name() {
    return DeckPaths.name(path);
  }

  /** How many levels of a tree it takes, with its decks. */
  int levels() {
    var below = folders.stream().mapToInt(DeckFolder::levels).max().orElse(0);
    return 1 + Math.max(below, decks.isEmpty() ? 0 : 1);
  }

  /** How many folders and decks there are, this one included. */
  int size() {
    return 1 + decks.size() + folders.stream().mapToInt(DeckFolder::size).sum();
  }
}
