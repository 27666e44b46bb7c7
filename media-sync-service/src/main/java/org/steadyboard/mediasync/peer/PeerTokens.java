package org.steadyboard.mediasync.peer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.steadyboard.host.error.ProblemCode;

/**
 * What a request between hosts carries in {@code Authorization}: {@code Peer
 * 1.<sender>.<milliseconds>.<nonce>.<mac>}. The mac is an HMAC-SHA256 by PEER_KEY over these, the
 * receiver, the method, the path with its query, and the SHA-256 of the body: it is good for one
 * request to one host, once, for {@link #WINDOW} around now. Safe for threads.
 */
public final class PeerTokens {

  /** How far the clocks of two hosts may be apart. */
  public static final Duration WINDOW = Duration.ofSeconds(30);

  private static final String SCHEME = "Peer ";
  private static final String VERSION = "1";
  private static final int NONCE_BYTES = 16;
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{1,4})\\.([a-z][a-z0-9-]{0,30})\\.([0-9]{1,15})"
              + "\\.([A-Za-z0-9_-]{22})\\.([A-Za-z0-9_-]{43})");

  /** A request, by all that a token vouches for. */
  public record Signed(String method, String target, byte[] body) {}

  /** What a token is worth. */
  public sealed interface Verdict {

    /** It is of that host, and has not been seen before. */
    record Of(String host) implements Verdict {}

    record Refused(ProblemCode code) implements Verdict {}
  }

  private final String host;
  private final byte[] key;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final SeenNonces seen = new SeenNonces(WINDOW.multipliedBy(2));

  /**
   * @param host this one
   * @param key PEER_KEY
   */
  public PeerTokens(String host, byte[] key, Clock clock) {
    this.host = host;
    this.key = key.clone();
    this.clock = clock;
  }

  /** The header's value for a request to that host. */
  public String sign(String receiver, Signed request) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var claims = VERSION + "." + host + "." + clock.millis() + "." + text(nonce);
    return SCHEME + claims + "." + text(mac(claims, receiver, request));
  }

  /**
   * What the header of a request that came here is worth. A token that counts is spent by this.
   *
   * @param header or null
   */
  public Verdict check(String header, Signed request) {
    if (header == null || !header.startsWith(SCHEME)) {
      return new Verdict.Refused(ProblemCode.UNKNOWN_PEER);
    }
    var token = header.substring(SCHEME.length());
    var form = FORM.matcher(token);
    if (!form.matches()) {
      return new Verdict.Refused(ProblemCode.UNKNOWN_PEER);
    }
    if (!form.group(1).equals(VERSION)) {
      return new Verdict.Refused(ProblemCode.UNKNOWN_PROTOCOL);
    }
    var claims = token.substring(0, form.start(5) - 1);
    var mac = text(mac(claims, host, request)).getBytes(StandardCharsets.US_ASCII);
    if (!MessageDigest.isEqual(mac, form.group(5).getBytes(StandardCharsets.US_ASCII))) {
      return new Verdict.Refused(ProblemCode.UNKNOWN_PEER);
    }
    return judge(form.group(2), Long.parseLong(form.group(3)), form.group(4));
  }

  /** Only now are its words its sender's: a stranger is told of no clock, and fills no memory. */
  private Verdict judge(String sender, long millis, String nonce) {
    var now = clock.instant();
    if (Math.abs(now.toEpochMilli() - millis) > WINDOW.toMillis()) {
      return new Verdict.Refused(ProblemCode.WRONG_CLOCK);
    }
    return switch (seen.add(nonce, now)) {
      case NEW -> new Verdict.Of(sender);
      case SEEN -> new Verdict.Refused(ProblemCode.REPEATED_REQUEST);
      case FULL -> new Verdict.Refused(ProblemCode.BUSY);
    };
  }

  private byte[] mac(String claims, String receiver, Signed request) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var body = MessageDigest.getInstance("SHA-256").digest(request.body());
      // None of these can hold a line break, so that no two requests are one text.
      return mac.doFinal(
          String.join(
                  "\n",
                  claims,
                  receiver,
                  request.method(),
                  request.target(),
                  HexFormat.of().formatHex(body))
              .getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
