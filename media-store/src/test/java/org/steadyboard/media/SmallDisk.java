package org.steadyboard.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A disk in memory that can be filled. It takes the rights of root to mount one. */
final class SmallDisk {

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where nothing can be mounted. */
  static SmallDisk mount(Path folder, String options) throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()),
        "no disk can be mounted");
    return new SmallDisk(folder);
  }

  /** Leaves room for so many bytes, in blocks of 4 KiB. */
  void fill(int leaveBytes) throws IOException {
    var room = (int) folder.toFile().getUsableSpace() - leaveBytes;
    Files.write(folder.resolve("ballast"), new byte[room]);
  }

  void makeRoom() throws IOException {
    Files.delete(folder.resolve("ballast"));
  }

  /** The same disk at another place, where nothing can be written. */
  SmallDisk readOnly(Path at) throws Exception {
    var mounted =
        run("mount", "--bind", folder.toString(), at.toString())
            && run("mount", "-o", "remount,bind,ro", at.toString());
    assumeTrue(mounted, "no disk can be mounted read-only");
    return new SmallDisk(at);
  }

  private static boolean run(String... command) throws Exception {
    try {
      var process =
          new ProcessBuilder(List.of(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException noSuchTool) {
      return false;
    }
  }

  void unmount() throws Exception {
    run("umount", "-l", folder.toString());
  }
}
