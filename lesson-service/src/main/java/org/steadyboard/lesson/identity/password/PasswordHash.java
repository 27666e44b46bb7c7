package org.steadyboard.lesson.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) with the least cost that OWASP's password storage advice names: 19 MiB, two
 * passes, one lane. Written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, so that the cost
 * can be raised later. Pure but for the salt; takes tens of milliseconds and 19 MiB.
 */
public final class PasswordHash {

  private static final int MEMORY_KIB = 19 * 1024;

  /** What each computation holds while it runs. */
  static final long MEMORY_BYTES = MEMORY_KIB * 1024L;

  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");

  /**
   * No password's hash, of the same cost: checked in place of one that is not there, so that its
   * absence takes no less time.
   */
  static final String NOBODYS = written(new byte[SALT_BYTES], new byte[HASH_BYTES]);

  private PasswordHash() {}

  public static String of(String password) {
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return written(salt, argon2id(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES));
  }

  private static String written(byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * Whether {@code password} is the one that {@code written} was made of; compared in fixed time.
   */
  public static boolean matches(String password, String written) {
    var parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      return false;
    }
    var hash = Base64.getDecoder().decode(parts.group(5));
    var computed =
        argon2id(
            password,
            Base64.getDecoder().decode(parts.group(4)),
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            hash.length);
    return MessageDigest.isEqual(hash, computed);
  }

  private static byte[] argon2id(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(lanes)
            .build());
    var hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
