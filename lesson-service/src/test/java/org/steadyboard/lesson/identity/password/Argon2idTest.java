package org.steadyboard.lesson.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;

class Argon2idTest {

  private static final long SEED = 20260105;

  /** Of some inputs it is more than what they need, of some less. */
  private final Argon2id argon2 = new Argon2id(300);

  /** One after the other, so that nothing of one is left for the next. */
  @Test
  void givesWhatNewMemoryGivesForAnyInputAndCost() {
    var random = new Random(SEED);
    for (var i = 0; i < 200; i++) {
      var lanes = 1 + random.nextInt(4);
      var cost = new Argon2id.Cost(8 * lanes + random.nextInt(600), 1 + random.nextInt(4), lanes);
      var password = bytes(random, random.nextInt(100));
      var salt = bytes(random, 8 + random.nextInt(40));
      var length = 4 + random.nextInt(200);

      assertThat(argon2.hash(password, salt, cost, length))
          .as("input %d of seed %d: %s, %d bytes", i, SEED, cost, length)
          .isEqualTo(inNewMemory(password, salt, cost, length));
    }
  }

  @Test
  void alsoForThePasswordsOfThisService() {
    var random = new Random(SEED);
    var cost = new Argon2id.Cost(19_456, 2, 1);
    var salt = bytes(random, 16);

    assertThat(HexFormat.of().formatHex(argon2.hash(new byte[0], salt, cost, 32)))
        .isEqualTo(HexFormat.of().formatHex(inNewMemory(new byte[0], salt, cost, 32)));
  }

  private static byte[] bytes(Random random, int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] inNewMemory(byte[] password, byte[] salt, Argon2id.Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(cost.lanes())
            .build());
    var hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }
}
