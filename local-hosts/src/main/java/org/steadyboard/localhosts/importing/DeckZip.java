package org.steadyboard.localhosts.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a folder of decks: the folder's own name is the one entry at the top, the order and the
 * times are always the same, hidden files and links stay out.
 */
public final class DeckZip {
  private static final long NO_TIME = 0;

  private DeckZip() {}

  /** Writes the zip and returns the number of files in it. */
  public static int write(Path folder, OutputStream out) throws IOException {
    List<Path> files = filesIn(folder);
    String top = folder.toAbsolutePath().normalize().getFileName().toString();
    try (var zip = new ZipOutputStream(out)) {
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(top + "/" + slashes(folder.relativize(file)));
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
    return files.size();
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return !dir.equals(folder) && hidden(dir)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !hidden(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(file -> slashes(folder.relativize(file))));
    return files;
  }

  private static boolean hidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static String slashes(Path relative) {
    return relative.toString().replace('\\', '/');
  }
}
