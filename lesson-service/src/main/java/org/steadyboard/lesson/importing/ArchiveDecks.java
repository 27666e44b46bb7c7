package org.steadyboard.lesson.importing;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.steadyboard.host.error.Problem;
import org.steadyboard.lesson.deck.Deck;
import org.steadyboard.lesson.deck.DeckReader;
import org.steadyboard.lesson.deck.FrontMatter;
import org.steadyboard.lesson.deck.Languages;

/**
 * The decks of one archive. Where each comes and in what language depends on the front matter of
 * its neighbours, so that is kept of all; their pages are read again, one deck at a time, so that
 * an archive of any size takes little memory. Used by one thread.
 */
final class ArchiveDecks {

  /** Hears of what cannot be read; lines are counted from 1, 0 is the whole file. */
  interface Problems {
    void add(String file, int line, String message);
  }

  /** A deck and the very bytes that it was read from. */
  record ReadDeck(byte[] bytes, Deck deck) {}

  private final Archive archive;
  private final Problems problems;
  private final Map<String, FrontMatter> frontMatters = new HashMap<>();

  ArchiveDecks(Archive archive, Problems problems) {
    this.archive = archive;
    this.problems = problems;
  }

  /** Reads each deck once and tells all that is wrong with it; what cannot be read is no deck. */
  void readAll(DeckFolder folder) {
    if (folder.hasIndex()) {
      readFirst(folder.index());
    }
    folder.decks().forEach(this::readFirst);
    folder.folders().forEach(this::readAll);
  }

  private void readFirst(String path) {
    read(path)
        .map(ReadDeck::deck)
        .ifPresent(
            deck -> {
              deck.problems().forEach(p -> problems.add(path, p.line(), p.message()));
              frontMatters.put(path, deck.frontMatter());
            });
  }

  boolean has(String path) {
    return frontMatters.containsKey(path);
  }

  /** What stands at the top of a deck; nothing when there is no such deck. */
  FrontMatter frontMatter(String path) {
    return frontMatters.getOrDefault(path, FrontMatter.NONE);
  }

  /** A deck with its pages; empty, and told, when its file cannot be read. */
  Optional<ReadDeck> read(String path) {
    try (var in = archive.open(path).orElseThrow()) {
      var bytes = in.readNBytes(DeckReader.MAX_BYTES + 1);
      return Optional.of(new ReadDeck(bytes, DeckReader.read(bytes)));
    } catch (Problem | IOException e) {
      problems.add(path, 0, "the file cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * What a folder says, or else the one language of all that is below, or else what it inherits.
   *
   * @param inherited null at the top
   */
  String languageOf(DeckFolder folder, String inherited) {
    var own = frontMatter(folder.index()).language();
    if (own != null) {
      return own;
    }
    var below = new TreeSet<String>();
    languagesBelow(folder, below);
    return switch (below.size()) {
      case 0 -> Objects.requireNonNullElse(inherited, Languages.SEVERAL);
      case 1 -> below.first();
      default -> Languages.SEVERAL;
    };
  }

  private void languagesBelow(DeckFolder folder, Set<String> languages) {
    for (var path : folder.decks()) {
      Optional.ofNullable(frontMatter(path).language()).ifPresent(languages::add);
    }
    for (var below : folder.folders()) {
      Optional.ofNullable(frontMatter(below.index()).language()).ifPresent(languages::add);
      languagesBelow(below, languages);
    }
  }
}
