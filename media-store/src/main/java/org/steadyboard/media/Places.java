package org.steadyboard.media;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Where files lie: {@code ab/<sha256>}, so that no folder gets too full. They are no more than 256,
 * as making and syncing folders is what many small files cost. What is there instead of a folder or
 * a file, such as a symbolic link, is neither followed nor taken for one.
 */
final class Places {

  private final Path top;

  Places(Path top) {
    this.top = top;
  }

  Path top() {
    return top;
  }

  /** Where a file is, or would be. */
  Path of(Sha256 name) {
    var hex = name.toString();
    return top.resolve(hex.substring(0, 2)).resolve(hex);
  }

  /** Empty when there is no such file. */
  Optional<BasicFileAttributes> find(Sha256 name) throws IOException {
    var place = of(name);
    return isFolder(place.getParent())
        ? attributes(place).filter(BasicFileAttributes::isRegularFile)
        : Optional.empty();
  }

  /**
   * Makes the folder that a file needs.
   *
   * @return whether it is new
   * @throws FileSystemException when something else has its name
   */
  boolean makeFolder(Sha256 name) throws IOException {
    var folder = of(name).getParent();
    if (isFolder(folder)) {
      return false;
    }
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (isFolder(folder)) {
        return false;
      }
      throw new NotDirectoryException(folder.toString());
    }
  }

  static boolean isFolder(Path path) throws IOException {
    return attributes(path).filter(BasicFileAttributes::isDirectory).isPresent();
  }

  static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
