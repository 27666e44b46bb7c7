package org.steadyboard.host.session;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the session's cookie carries: the account, when it was issued, 16 random bytes, the
 * decisions about the account that were known then ({@link KnownDecisions}), and an HMAC-SHA256
 * over these by SESSION_KEY (RFC 2104), as base64url. A token that no host issued is refused
 * without asking the database. Only the SHA-256 of the whole is ever stored.
 */
public final class SessionToken {

  private static final int FIXED_CLAIMS = 16 + 8 + 16;
  private static final int MAC = 32;
  private static final int SHORTEST = FIXED_CLAIMS + MAC;
  private static final int LONGEST =
      SHORTEST + KnownDecisions.MAX_HOSTS * KnownDecisions.BYTES_PER_HOST;

  private final byte[] bytes;

  private SessionToken(byte[] bytes) {
    this.bytes = bytes;
  }

  /** For an account that nothing was decided about. */
  public static SessionToken issue(UUID accountId, Instant now, byte[] key) {
    return issue(accountId, KnownDecisions.NONE, now, key);
  }

  /**
   * @param known read no later than what let the caller in: of a decision that came between, the
   *     session must know nothing
   */
  public static SessionToken issue(UUID accountId, KnownDecisions known, Instant now, byte[] key) {
    var knew = known.bytes();
    var random = new byte[16];
    new SecureRandom().nextBytes(random);
    var claims =
        ByteBuffer.allocate(FIXED_CLAIMS + knew.length)
            .putLong(accountId.getMostSignificantBits())
            .putLong(accountId.getLeastSignificantBits())
            .putLong(now.getEpochSecond())
            .put(random)
            .put(knew)
            .array();
    return new SessionToken(
        ByteBuffer.allocate(claims.length + MAC).put(claims).put(mac(claims, key)).array());
  }

  /** The token in {@code cookie}, when a host with this key issued it. */
  public static Optional<SessionToken> parse(String cookie, byte[] key) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cookie);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length < SHORTEST
        || bytes.length > LONGEST
        || (bytes.length - SHORTEST) % KnownDecisions.BYTES_PER_HOST != 0) {
      return Optional.empty();
    }
    var claims = Arrays.copyOf(bytes, bytes.length - MAC);
    var signature = Arrays.copyOfRange(bytes, claims.length, bytes.length);
    return MessageDigest.isEqual(signature, mac(claims, key))
        ? Optional.of(new SessionToken(bytes))
        : Optional.empty();
  }

  public String cookie() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public UUID accountId() {
    var claims = ByteBuffer.wrap(bytes);
    return new UUID(claims.getLong(), claims.getLong());
  }

  public Instant issuedAt() {
    return Instant.ofEpochSecond(ByteBuffer.wrap(bytes).getLong(16));
  }

  public KnownDecisions knew() {
    return KnownDecisions.read(ByteBuffer.wrap(bytes, FIXED_CLAIMS, bytes.length - SHORTEST));
  }

  /** What is stored of it: SHA-256 over the whole token. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The id of its row: the first 16 bytes of the hash. */
  public UUID sessionId() {
    var hash = ByteBuffer.wrap(hash());
    return new UUID(hash.getLong(), hash.getLong());
  }

  private static byte[] mac(byte[] claims, byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(claims);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
