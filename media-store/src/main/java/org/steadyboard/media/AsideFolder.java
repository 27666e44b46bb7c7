package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.regex.Pattern;

/** What was set aside, as {@code <sha256>.<reason>.<milliseconds since 1970>}. */
final class AsideFolder {

  static final Duration KEPT = Duration.ofDays(30);

  private static final Pattern REASON = Pattern.compile("[a-z-]{1,40}");
  private static final Pattern NAME =
      Pattern.compile("([0-9a-f]{64})\\.([a-z-]{1,40})\\.(\\d{1,15})");

  private final Path folder;
  private final Clock clock;

  AsideFolder(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  static void demandReason(String reason) {
    if (!REASON.matcher(reason).matches()) {
      throw new IllegalArgumentException("no reason");
    }
  }

  void take(Path file, Sha256 name, String reason) throws IOException {
    makeFolder();
    var to = folder.resolve(name + "." + reason + "." + clock.millis());
    Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private void makeFolder() throws IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Places.isFolder(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
    }
  }

  /** The latest first. */
  List<SetAside> latest(int max) throws IOException {
    var latest = new PriorityQueue<>(Comparator.comparing(SetAside::at));
    each(
        (file, aside) -> {
          latest.add(aside);
          if (latest.size() > max) {
            latest.remove();
          }
        });
    var inOrder = new ArrayList<>(latest);
    inOrder.sort(Comparator.comparing(SetAside::at).reversed());
    return inOrder;
  }

  /**
   * @return how many files were removed
   */
  int sweep() throws IOException {
    var oldest = clock.instant().minus(KEPT);
    var removed = new ArrayList<Path>();
    each(
        (file, aside) -> {
          if (aside.at().isBefore(oldest) && Files.deleteIfExists(file)) {
            removed.add(file);
          }
        });
    return removed.size();
  }

  private interface Visitor {
    void visit(Path file, SetAside aside) throws IOException;
  }

  private void each(Visitor visitor) throws IOException {
    if (!Places.isFolder(folder)) {
      return;
    }
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var aside = parse(file.getFileName().toString());
        if (aside.isPresent()) {
          visitor.visit(file, aside.get());
        }
      }
    }
  }

  private static Optional<SetAside> parse(String file) {
    var parts = NAME.matcher(file);
    return parts.matches()
        ? Sha256.parse(parts.group(1))
            .map(
                name ->
                    new SetAside(
                        name, parts.group(2), Instant.ofEpochMilli(Long.parseLong(parts.group(3)))))
        : Optional.empty();
  }
}
