package org.steadyboard.localhosts.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * For which kind of processor a program was built, as its file begins to say: the identification's
 * class and byte order, and the machine (System V ABI, "ELF header").
 */
record ElfHeader(byte width, byte order, short machine) {
  private static final int MAGIC = 0x7f454c46;
  private static final int WIDTH = 4;
  private static final int ORDER = 5;
  private static final int MACHINE = 18;
  private static final int LENGTH = 20;

  /** Empty when it is no such file: a script, say. */
  static Optional<ElfHeader> of(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var begin = ByteBuffer.wrap(in.readNBytes(LENGTH));
      return begin.limit() == LENGTH && begin.getInt(0) == MAGIC
          ? Optional.of(new ElfHeader(begin.get(WIDTH), begin.get(ORDER), begin.getShort(MACHINE)))
          : Optional.empty();
    }
  }

  /** Of the program that runs this. */
  static Optional<ElfHeader> ofThisProcess() throws IOException {
    Path own = Path.of("/proc/self/exe");
    return Files.exists(own) ? of(own) : Optional.empty();
  }
}
