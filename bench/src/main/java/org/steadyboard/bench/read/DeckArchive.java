package org.steadyboard.bench.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The zip that is imported: real decks from a folder, else synthetic ones, all of them marked. */
public final class DeckArchive {

  private final MarkedDecks marked = new MarkedDecks();
  private final Path folder;

  public DeckArchive(Path folder) {
    this.folder = folder;
  }

  private boolean isReal() {
    return Files.isDirectory(folder);
  }

  void write(Path file) throws IOException {
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      if (isReal()) {
        writeFolder(zip);
      } else {
        for (var deck : new SyntheticDecks().write().entrySet()) {
          add(zip, deck.getKey(), marked.mark(deck.getValue()).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  private void writeFolder(ZipOutputStream zip) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var name = folder.relativize(file).toString().replace('\\', '/');
        add(zip, name, isLesson(name) ? marked(file) : Files.readAllBytes(file));
      }
    }
  }

  /** index.md gives a folder its title. */
  private static boolean isLesson(String name) {
    return name.endsWith(".md") && !name.endsWith("index.md");
  }

  private byte[] marked(Path file) throws IOException {
    return marked.mark(Files.readString(file)).getBytes(StandardCharsets.UTF_8);
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry("decks/" + name));
    zip.write(bytes);
    zip.closeEntry();
  }

  @Override
  public String toString() {
    return isReal() ? "the decks of " + folder.getFileName() : "synthetic decks";
  }
}
