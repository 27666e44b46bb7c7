package org.steadyboard.lesson.identity.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 1.3 (RFC 9106), in memory that is taken once and kept: taken anew for each
 * password, it made the garbage collector stop everybody else for every second one.
 *
 * <p>Not safe for threads: one for each that computes.
 */
final class Argon2id {

  /** The parameters of RFC 9106: m in KiB, t passes, p lanes. */
  record Cost(int memoryKib, int passes, int lanes) {}

  private final FixedBlockPool memory;

  /**
   * @param keptKib what is kept for the next password; one that costs more takes the rest anew
   */
  Argon2id(int keptKib) {
    this.memory = new FixedBlockPool(keptKib);
  }

  /**
   * @param length of the hash in bytes, 4 at least
   */
  byte[] hash(byte[] password, byte[] salt, Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(cost.memoryKib)
            .withIterations(cost.passes)
            .withParallelism(cost.lanes)
            .withBlockPool(memory)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
