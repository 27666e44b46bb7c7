package org.steadyboard.lesson.importing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.lesson.deck.DeckPaths;
import org.steadyboard.lesson.limits.LargeBodies;
import org.steadyboard.lesson.tree.Tree;

/**
 * The files of a zip. Nothing is ever unpacked to a name from the archive. What the archive says of
 * its sizes is checked when it is opened, and what really comes out is counted while it is read.
 * Used by one thread.
 */
final class Archive implements AutoCloseable {

  static final long MAX_BYTES = LargeBodies.MAX_ARCHIVE_BYTES;
  static final int MAX_ENTRIES = 20_000;

  /** Folders that a file may lie in, one in the other. */
  static final int MAX_FOLDERS = Tree.MAX_LEVELS;

  static final long MAX_UNPACKED_BYTES = 2L << 30;

  /** Text packs at most a few tens to one; beyond {@link #SMALL_BYTES}, more is a bomb. */
  static final int MAX_RATIO = 200;

  static final long SMALL_BYTES = 1L << 20;

  private final ZipFile zip;
  private final Map<String, ZipEntry> files;
  private long unpackedBytes;

  private Archive(ZipFile zip, Map<String, ZipEntry> files) {
    this.zip = zip;
    this.files = files;
  }

  /**
   * @throws Problem invalid, when it is no zip or names a file where none may be; too-deep;
   *     too-large
   */
  static Archive open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new Problem(ProblemCode.INVALID, "The body is not a zip that can be read");
    }
    try {
      return new Archive(zip, check(zip));
    } catch (Problem | IllegalArgumentException e) {
      zip.close();
      throw e instanceof Problem p
          ? p
          : new Problem(ProblemCode.INVALID, "The archive names its files in an unknown way");
    }
  }

  private static Map<String, ZipEntry> check(ZipFile zip) {
    if (zip.size() > MAX_ENTRIES) {
      throw tooLarge("The archive has more than " + MAX_ENTRIES + " files");
    }
    var files = new LinkedHashMap<String, ZipEntry>();
    var total = 0L;
    for (var entries = zip.entries(); entries.hasMoreElements(); ) {
      var entry = entries.nextElement();
      if (!DeckPaths.isSafe(entry.getName())) {
        throw new Problem(
            ProblemCode.INVALID, "The archive has a file name that leads out of its folder");
      }
      if (folders(entry.getName()) > MAX_FOLDERS) {
        throw new Problem(
            ProblemCode.TOO_DEEP,
            "The archive has files in more than " + MAX_FOLDERS + " folders, one in the other");
      }
      total += Math.max(0, entry.getSize());
      if (total > MAX_UNPACKED_BYTES || isBomb(entry.getSize(), entry.getCompressedSize())) {
        throw tooLarge("The archive unpacks to far more than it should");
      }
      if (!entry.isDirectory() && files.put(entry.getName(), entry) != null) {
        throw new Problem(ProblemCode.INVALID, "The archive has two files of one name");
      }
    }
    return files;
  }

  private static long folders(String path) {
    return path.chars().filter(c -> c == '/').count();
  }

  private static boolean isBomb(long unpacked, long packed) {
    return unpacked > SMALL_BYTES && unpacked / Math.max(1, packed) > MAX_RATIO;
  }

  Set<String> files() {
    return files.keySet();
  }

  /** The bytes of a file; empty when there is none of that name. The caller closes it. */
  Optional<InputStream> open(String path) throws IOException {
    var entry = files.get(path);
    return entry == null
        ? Optional.empty()
        : Optional.of(new Counting(zip.getInputStream(entry), entry.getCompressedSize()));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static Problem tooLarge(String detail) {
    return new Problem(ProblemCode.TOO_LARGE, detail);
  }

  /** Counts what comes out, whatever the archive said of its size. */
  private final class Counting extends FilterInputStream {

    private final long packed;
    private long unpacked;

    Counting(InputStream in, long packed) {
      super(in);
      this.packed = packed;
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      var count = super.read(bytes, offset, length);
      if (count > 0) {
        unpacked += count;
        unpackedBytes += count;
        if (isBomb(unpacked, packed) || unpackedBytes > 2 * MAX_UNPACKED_BYTES) {
          throw tooLarge("The archive unpacks to far more than it should");
        }
      }
      return count;
    }
  }
}
