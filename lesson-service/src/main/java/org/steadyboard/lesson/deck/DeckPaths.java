package org.steadyboard.lesson.deck;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths within a folder tree of decks: names parted by slashes, without a leading one. */
public final class DeckPaths {

  private DeckPaths() {}

  public static String parent(String path) {
    var slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * The path of the file that {@code link} names in a deck that lies in {@code folder}; empty when
   * it climbs out of the tree or cannot be read.
   */
  public static Optional<String> resolve(String folder, String link) {
    var written = link.replaceAll("[?#].*$", "");
    String decoded;
    try {
      decoded = URLDecoder.decode(written.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      decoded = written;
    }
    var names = new ArrayList<String>();
    if (!folder.isEmpty()) {
      names.addAll(List.of(folder.split("/")));
    }
    for (var name : decoded.split("/")) {
      switch (name) {
        case "", "." -> {}
        case ".." -> {
          if (names.isEmpty()) {
            return Optional.empty();
          }
          names.removeLast();
        }
        default -> names.add(name);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join("/", names));
  }

  /** Whether an archive may name a file so: no way out of the tree, on any system. */
  public static boolean isSafe(String path) {
    if (path.isEmpty()
        || path.length() > 1000
        || path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.indexOf('\0') >= 0
        || path.matches("^[A-Za-z]:.*")) {
      return false;
    }
    for (var name : path.split("/", -1)) {
      if (name.equals("..") || name.equals(".")) {
        return false;
      }
    }
    return true;
  }
}
