package org.steadyboard.lesson.identity.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Argon2id (RFC 9106) with the least cost that OWASP's password storage advice names: 19 MiB, two
 * passes, one lane. Written as {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, so that the cost
 * can be raised later. Pure but for the salt; takes tens of milliseconds and 19 MiB.
 */
public final class PasswordHash {

  private static final Argon2id.Cost COST = new Argon2id.Cost(19 * 1024, 2, 1);

  /** What a row may ask for: it may have been written by another host. */
  private static final Argon2id.Cost MOST = new Argon2id.Cost(64 * 1024, 10, 8);

  /** What each thread that computes holds. */
  static final long MEMORY_BYTES = COST.memoryKib() * 1024L;

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

  /** With memory for hashes of today's cost. */
  static Argon2id argon2() {
    return new Argon2id(COST.memoryKib());
  }

  static String of(String password, Argon2id argon2) {
    var salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return written(salt, argon2.hash(utf8(password), salt, COST, HASH_BYTES));
  }

  /** In memory of its own. */
  public static String of(String password) {
    return of(password, argon2());
  }

  private static String written(byte[] salt, byte[] hash) {
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            COST.memoryKib(),
            COST.passes(),
            COST.lanes(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  /**
   * Whether {@code password} is the one that {@code written} was made of; compared in fixed time.
   */
  static boolean matches(String password, String written, Argon2id argon2) {
    var parts = WRITTEN.matcher(written);
    if (!parts.matches()) {
      return false;
    }
    var cost =
        new Argon2id.Cost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    if (cost.memoryKib() > MOST.memoryKib()
        || cost.passes() > MOST.passes()
        || cost.lanes() > MOST.lanes()) {
      return false;
    }
    var salt = Base64.getDecoder().decode(parts.group(4));
    var hash = Base64.getDecoder().decode(parts.group(5));
    return MessageDigest.isEqual(hash, argon2.hash(utf8(password), salt, cost, hash.length));
  }

  private static byte[] utf8(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }
}
