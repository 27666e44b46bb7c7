package org.steadyboard.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.steadyboard.bench.BenchFailure;
import org.steadyboard.localhosts.layout.FolderTree;

/** Files in a folder that a host might have: many small ones and a large one. */
record FileSet(Path folder, List<MadeFile> files) {

  private static final int SMALL = 2_000;
  private static final int SMALL_BYTES = 10 * 1024;
  private static final long LARGE_BYTES = 200L << 20;
  static final String NAME = "2,000 files of 10 KiB and one of 200 MiB";

  /** Written anew, the same for the same seed. */
  static FileSet write(Path folder, long seed) throws IOException {
    return write(folder, SMALL, LARGE_BYTES, seed);
  }

  static FileSet write(Path folder, int small, long largeBytes, long seed) throws IOException {
    FolderTree.remove(folder);
    var random = new SplittableRandom(seed);
    var files = new ArrayList<MadeFile>();
    for (var i = 0; i < small; i++) {
      files.add(MadeFile.write(folder, SMALL_BYTES, random));
    }
    files.add(MadeFile.write(folder, largeBytes, random));
    return new FileSet(folder, files);
  }

  /** Gives another folder of the same file system these files, without a copy of their bytes. */
  void linkInto(Path other) throws IOException {
    for (var file : files) {
      Files.createDirectories(file.in(other).getParent());
      Files.createLink(file.in(other), file.in(folder));
    }
  }

  /**
   * @throws BenchFailure when one is not there, or is of another size
   */
  void demandIn(Path other, String whose) throws IOException {
    for (var file : files) {
      if (!file.isIn(other)) {
        throw new BenchFailure(whose + " did not bring " + file.sha256());
      }
    }
  }

  void removeFrom(Path other) throws IOException {
    for (var file : files) {
      Files.deleteIfExists(file.in(other));
    }
  }
}
