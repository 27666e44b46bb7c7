package org.steadyboard.lesson.identity.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that accounts were signed in with before. It lets nobody in: it only keeps the mistakes
 * that others make with an account from locking out who always comes with this browser.
 *
 * <p>Written as 16 random bytes that name the browser, then each account with the second of its
 * last signing in, then an HMAC-SHA256 over these by a key that is derived from SESSION_KEY, as
 * base64url.
 *
 * @param name of the browser
 * @param accounts newest first, at most {@link #MAX_ACCOUNTS}
 */
record KnownBrowser(String name, List<Use> accounts) {

  /** Browsers keep a cookie for 400 days at most. */
  static final Duration LIFETIME = Duration.ofDays(180);

  /** A browser in a staff room is many teachers'; who came last is known. */
  static final int MAX_ACCOUNTS = 8;

  private static final int NAME = 16;
  private static final int USE = 16 + 8;
  private static final int MAC = 32;
  private static final String PURPOSE = "known browser";

  record Use(UUID account, long second) {}

  /** One that is not known yet. */
  static KnownBrowser unknown() {
    var name = new byte[NAME];
    new SecureRandom().nextBytes(name);
    return new KnownBrowser(base64(name), List.of());
  }

  /** What is written in {@code cookie}, when a host with this key wrote it. */
  static Optional<KnownBrowser> parse(String cookie, byte[] sessionKey) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cookie);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    var uses = bytes.length - NAME - MAC;
    if (uses < 0 || uses > MAX_ACCOUNTS * USE || uses % USE != 0) {
      return Optional.empty();
    }
    var claims = Arrays.copyOf(bytes, NAME + uses);
    var signature = Arrays.copyOfRange(bytes, claims.length, bytes.length);
    if (!MessageDigest.isEqual(signature, mac(claims, sessionKey))) {
      return Optional.empty();
    }
    var accounts = new ArrayList<Use>();
    var rest = ByteBuffer.wrap(claims, NAME, uses);
    while (rest.hasRemaining()) {
      accounts.add(new Use(new UUID(rest.getLong(), rest.getLong()), rest.getLong()));
    }
    return Optional.of(new KnownBrowser(base64(Arrays.copyOf(claims, NAME)), accounts));
  }

  boolean knows(UUID account, Instant now) {
    return accounts.stream()
        .anyMatch(
            use ->
                use.account.equals(account)
                    && Instant.ofEpochSecond(use.second).plus(LIFETIME).isAfter(now));
  }

  /** The same browser, after this account was signed in with it. */
  KnownBrowser with(UUID account, Instant now) {
    var uses = new ArrayList<Use>();
    uses.add(new Use(account, now.getEpochSecond()));
    accounts.stream()
        .filter(use -> !use.account.equals(account))
        .limit(MAX_ACCOUNTS - 1)
        .forEach(uses::add);
    return new KnownBrowser(name, uses);
  }

  String cookie(byte[] sessionKey) {
    var claims = ByteBuffer.allocate(NAME + accounts.size() * USE);
    claims.put(Base64.getUrlDecoder().decode(name));
    for (var use : accounts) {
      claims
          .putLong(use.account.getMostSignificantBits())
          .putLong(use.account.getLeastSignificantBits())
          .putLong(use.second);
    }
    var signature = mac(claims.array(), sessionKey);
    return base64(
        ByteBuffer.allocate(claims.capacity() + MAC).put(claims.array()).put(signature).array());
  }

  /** By a key of its own: what is signed for one purpose must be worth nothing for another. */
  private static byte[] mac(byte[] claims, byte[] sessionKey) {
    return hmac(claims, hmac(PURPOSE.getBytes(StandardCharsets.US_ASCII), sessionKey));
  }

  private static byte[] hmac(byte[] message, byte[] key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
