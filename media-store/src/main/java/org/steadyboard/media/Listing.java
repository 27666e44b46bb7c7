package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the names of the files of a store, folder by folder, in memory for one page. */
final class Listing {

  private static final int FOLDERS = 256;

  private final Places places;

  Listing(Places places) {
    this.places = places;
  }

  List<Sha256> list(Optional<Sha256> after, int max) throws IOException {
    var floor = after.map(Sha256::toString).orElse("");
    var first = floor.isEmpty() ? 0 : Integer.parseInt(floor.substring(0, 2), 16);
    var listed = new ArrayList<Sha256>();
    for (var number = first; number < FOLDERS && listed.size() < max; number++) {
      var folder = places.top().resolve("%02x".formatted(number));
      if (Places.isFolder(folder)) {
        for (var name : lowest(folder, floor, max - listed.size())) {
          listed.add(Sha256.parse(name).orElseThrow());
        }
      }
    }
    return listed;
  }

  private TreeSet<String> lowest(Path folder, String after, int max) throws IOException {
    var lowest = new TreeSet<String>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        var isWanted = name.compareTo(after) > 0;
        var isEarly = lowest.size() < max || name.compareTo(lowest.last()) < 0;
        if (isWanted && isEarly && isInPlace(file, name)) {
          lowest.add(name);
          if (lowest.size() > max) {
            lowest.pollLast();
          }
        }
      }
    } catch (NoSuchFileException e) {
      // The folder has gone since.
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return lowest;
  }

  /** Not what lies in the wrong folder, and no folder or link of such a name. */
  private boolean isInPlace(Path file, String name) {
    return Sha256.parse(name).filter(sha256 -> places.of(sha256).equals(file)).isPresent()
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
