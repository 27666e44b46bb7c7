package org.steadyboard.lesson.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.ids.Ids;
import org.steadyboard.lesson.deck.Deck.DeckPage;
import org.steadyboard.lesson.deck.DeckPaths;
import org.steadyboard.lesson.deck.FileLinks;
import org.steadyboard.lesson.deck.FrontMatter;
import org.steadyboard.lesson.deck.Languages;
import org.steadyboard.lesson.importing.ArchiveDecks.ReadDeck;
import org.steadyboard.lesson.importing.DeckSource.SourceFile;
import org.steadyboard.lesson.importing.DeckSource.SourcePage;
import org.steadyboard.lesson.importing.DeckWriting.Place;
import org.steadyboard.lesson.importing.DeckWriting.Written;
import org.steadyboard.lesson.importing.ImportReport.FileProblem;
import org.steadyboard.lesson.page.LessonSize;
import org.steadyboard.lesson.rendering.PageTooComplex;
import org.steadyboard.lesson.rendering.Rendering;
import org.steadyboard.lesson.tree.Node;
import org.steadyboard.lesson.tree.Tree;

/**
 * Brings one archive in: each folder and each deck by itself, so that what fails costs only itself.
 * Used once, by one thread.
 */
final class Import {

  /** Hears how far it is. */
  interface Progress {
    void at(int done, int total) throws IOException;
  }

  /**
   * A node to import under; its id is also the namespace of what comes under it.
   *
   * @param levels of the tree down to it, itself included
   */
  record Target(UUID id, UUID ownerId, int levels) {}

  private record Child(String path, DeckFolder folder, FrontMatter frontMatter) {

    private static final Comparator<Child> ORDER =
        Comparator.comparing(
                (Child c) -> c.frontMatter.order(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(c -> DeckPaths.name(c.path), new NaturalOrder());
  }

  private final Archive archive;
  private final ArchiveFiles files;
  private final DeckWriting writing;
  private final Optional<Target> under;
  private final Progress progress;

  private final ArchiveDecks decks;
  private final Map<String, Place> places = new HashMap<>();
  private final List<FileProblem> problems = new ArrayList<>();
  private int total;
  private int done;
  private int nodes;
  private int lessons;
  private int pages;
  private int unchanged;

  Import(
      Archive archive,
      ArchiveFiles files,
      DeckWriting writing,
      Optional<Target> under,
      Progress progress) {
    this.archive = archive;
    this.decks = new ArchiveDecks(archive, this::problem);
    this.files = files;
    this.writing = writing;
    this.under = under;
    this.progress = progress;
  }

  /**
   * @throws Problem too-deep, before anything is written, when the whole would not fit into the
   *     tree
   */
  ImportReport run() throws IOException {
    var top = DeckFolder.top(archive.files());
    var levels = under.map(Target::levels).orElse(0) + top.levels() - (top.hasIndex() ? 0 : 1);
    if (levels > Tree.MAX_LEVELS) {
      throw new Problem(
          ProblemCode.TOO_DEEP,
          "With it the tree would have more than " + Tree.MAX_LEVELS + " levels");
    }
    decks.readAll(top);
    total = top.size() - (top.hasIndex() ? 0 : 1);
    var parent = under.map(Target::id).orElse(null);
    if (top.hasIndex()) {
      bring(List.of(new Child("", top, decks.frontMatter(top.index()))), parent, null);
    } else {
      bring(children(top), parent, null);
    }
    return new ImportReport(nodes, lessons, pages, files.added(), unchanged, List.copyOf(problems));
  }

  private List<Child> children(DeckFolder folder) {
    var children = new ArrayList<Child>();
    folder
        .folders()
        .forEach(f -> children.add(new Child(f.path(), f, decks.frontMatter(f.index()))));
    folder.decks().stream()
        .filter(decks::has)
        .forEach(d -> children.add(new Child(d, null, decks.frontMatter(d))));
    children.sort(Child.ORDER);
    return children;
  }

  /** Brings what stands together in its order, then what is under each. */
  private void bring(List<Child> children, UUID parentId, String language) throws IOException {
    places.putAll(
        writing.places(
            under.map(Target::id).orElse(Ids.DECKS),
            ownerId(),
            children.stream().collect(Collectors.toMap(Child::path, c -> c.folder == null))));
    String before = null;
    for (var i = 0; i < children.size(); i++) {
      var child = children.get(i);
      var source = source(child, parentId, language);
      var written = source.flatMap(write(children, i, before));
      if (written.isPresent()) {
        count(source.orElseThrow(), written.get().changed());
        var rank = written.get().rank();
        before = before == null || rank.compareTo(before) > 0 ? rank : before;
      }
      progress.at(++done, total);
      if (child.folder != null && written.isPresent()) {
        bring(children(child.folder), id(child), source.orElseThrow().language());
      } else if (child.folder != null) {
        done += child.folder.size() - 1;
      }
    }
  }

  /** Empty, and told, when it cannot be written; what is under it is left out with it. */
  private Function<DeckSource, Optional<Written>> write(
      List<Child> children, int at, String before) {
    return source -> {
      try {
        return Optional.of(writing.write(source, before, nextRank(children, at, before)));
      } catch (Problem e) {
        problem(children.get(at).path, 0, e.getMessage());
        return Optional.empty();
      }
    };
  }

  private String nextRank(List<Child> children, int at, String before) {
    return children.subList(at + 1, children.size()).stream()
        .map(c -> places.get(c.path))
        .filter(Objects::nonNull)
        .map(Place::rank)
        .filter(Objects::nonNull)
        .filter(r -> before == null || r.compareTo(before) > 0)
        .findFirst()
        .orElse(null);
  }

  private void count(DeckSource source, boolean changed) {
    if (!changed) {
      unchanged++;
    } else if (source.kind().equals(Node.LESSON)) {
      lessons++;
      pages += source.pages().size();
    } else {
      nodes++;
    }
  }

  private UUID id(Child child) {
    return places.get(child.path).id();
  }

  private Optional<DeckSource> source(Child child, UUID parentId, String language) {
    if (!places.containsKey(child.path)) {
      problem(child.path, 0, "all ids that it may have are something else's");
      return Optional.empty();
    }
    return child.folder == null
        ? decks.read(child.path).flatMap(read -> lesson(read, child, parentId, language))
        : Optional.of(folder(child, parentId, language));
  }

  private DeckSource folder(Child child, UUID parentId, String inherited) {
    var matter = child.frontMatter;
    var name = child.path.isEmpty() ? "Import" : child.folder.name();
    var title = matter.title() == null ? cut(name) : matter.title();
    var language = decks.languageOf(child.folder, inherited);
    var kind = parentId == null ? Node.COURSE : Node.THEME;
    var hash = hash(List.of(title, language, String.join(",", matter.tags())), new byte[0]);
    return new DeckSource(
        id(child),
        parentId,
        ownerId(),
        kind,
        title,
        matter.tags(),
        language,
        child.path,
        hash,
        List.of(),
        List.of());
  }

  private Optional<DeckSource> lesson(ReadDeck read, Child child, UUID parentId, String inherited) {
    if (read.deck().pages().isEmpty()) {
      if (read.deck().problems().isEmpty()) {
        problem(child.path, 1, "the deck has no pages");
      }
      return Optional.empty();
    }
    var matter = child.frontMatter;
    var language =
        matter.language() == null
            ? Objects.requireNonNullElse(inherited, Languages.SEVERAL)
            : matter.language();
    var used = new LinkedHashMap<String, SourceFile>();
    var sourcePages = new ArrayList<SourcePage>();
    var bytes = 0L;
    for (var page : read.deck().pages()) {
      var source = page(child.path, page, used);
      bytes += source.map(p -> LessonSize.of(p.markdown(), p.rendered())).orElse(0L);
      if (bytes > LessonSize.MAX_BYTES) {
        problem(
            child.path, page.line(), "the rest is left out: " + LessonSize.tooLarge().getMessage());
        break;
      }
      source.ifPresent(sourcePages::add);
    }
    var title = matter.title() == null ? titleOf(child.path, sourcePages) : matter.title();
    var inputs = new ArrayList<>(List.of(title, language, "rendering " + Rendering.VERSION));
    used.forEach((path, file) -> inputs.add(path + " " + file.stored().sha256()));
    return Optional.of(
        new DeckSource(
            id(child),
            parentId,
            ownerId(),
            Node.LESSON,
            title,
            matter.tags(),
            language,
            child.path,
            hash(inputs, read.bytes()),
            sourcePages,
            List.copyOf(used.values())));
  }

  private Optional<SourcePage> page(String path, DeckPage page, Map<String, SourceFile> used) {
    try {
      var markdown =
          FileLinks.rewrite(
              page.markdown(),
              link -> {
                var line = page.line() + link.line();
                var file = DeckPaths.resolve(DeckPaths.parent(path), link.path());
                if (file.isEmpty()) {
                  problem(path, line, link.path() + " leads out of the archive");
                  return Optional.empty();
                }
                // A link to what is no file of the archive is left to be read as text.
                if (!link.shown() && !archive.files().contains(file.get())) {
                  return Optional.empty();
                }
                var outcome = files.keep(file.get());
                switch (outcome) {
                  case ArchiveFiles.Outcome.Kept kept -> used.put(file.get(), kept.file());
                  case ArchiveFiles.Outcome.Refused refused ->
                      problem(path, line, refused.reason());
                }
                return files.addressOf(outcome);
              });
      return Optional.of(new SourcePage(markdown, Rendering.render(markdown)));
    } catch (PageTooComplex e) {
      problem(path, page.line(), "the page has " + e.getMessage());
      return Optional.empty();
    }
  }

  private static String titleOf(String path, List<SourcePage> pages) {
    var heading =
        pages.stream()
            .flatMap(p -> p.rendered().headings().lines())
            .map(String::strip)
            .filter(h -> !h.isEmpty())
            .findFirst();
    return cut(heading.orElseGet(() -> DeckPaths.name(path).replaceAll("(?i)\\.md$", "")));
  }

  private static String cut(String title) {
    return title.length() > 200 ? title.substring(0, 200) : title;
  }

  private UUID ownerId() {
    return under.map(Target::ownerId).orElse(null);
  }

  private void problem(String file, int line, String message) {
    if (problems.size() < ImportReport.MAX_PROBLEMS) {
      problems.add(new FileProblem(file, line, message));
    }
  }

  private static byte[] hash(List<String> inputs, byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var input : inputs) {
        digest.update(input.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
