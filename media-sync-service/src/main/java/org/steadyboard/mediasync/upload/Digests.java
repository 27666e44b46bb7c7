package org.steadyboard.mediasync.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/** What the bytes of a body must hash to, and what they have come to so far. For one thread. */
final class Digests {

  /** The algorithms of Upload-Checksum (tus 1.0.0, "Checksum"). */
  static final Map<String, String> OF_CHECKSUMS = Map.of("sha1", "SHA-1", "sha256", "SHA-256");

  /** Of Content-Digest (RFC 9530, 5): those that are not deprecated. */
  private static final Map<String, String> OF_CONTENT =
      Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");

  private static final Pattern MEMBER =
      Pattern.compile("([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):");

  private record Expected(MessageDigest digest, byte[] value) {}

  private final List<Expected> expected = new ArrayList<>();

  private Digests() {}

  /**
   * Reads Content-Digest; algorithms that are not known here are let by.
   *
   * @param header null: nothing is expected
   * @throws Problem invalid
   */
  static Digests ofContent(String header) {
    var digests = new Digests();
    if (header == null) {
      return digests;
    }
    for (var part : header.split(",", -1)) {
      var member = MEMBER.matcher(part.strip());
      if (!member.matches()) {
        throw new Problem(ProblemCode.INVALID, "Content-Digest is written as sha-256=:base64:");
      }
      var algorithm = OF_CONTENT.get(member.group(1));
      if (algorithm != null) {
        digests.expect(algorithm, member.group(2), "Content-Digest");
      }
    }
    return digests;
  }

  /**
   * Reads Upload-Checksum.
   *
   * @throws Problem invalid, also for an algorithm that is not known here
   */
  static Optional<Digests> ofChecksum(String header) {
    if (header == null) {
      return Optional.empty();
    }
    var parts = header.strip().split(" ", 2);
    var algorithm = OF_CHECKSUMS.get(parts[0].toLowerCase(Locale.ROOT));
    if (parts.length < 2 || algorithm == null) {
      throw new Problem(ProblemCode.INVALID, "Upload-Checksum is sha256 or sha1, and base64");
    }
    var digests = new Digests();
    digests.expect(algorithm, parts[1], "Upload-Checksum");
    return Optional.of(digests);
  }

  private void expect(String algorithm, String base64, String header) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      var value = Base64.getDecoder().decode(base64);
      if (value.length == digest.getDigestLength()) {
        expected.add(new Expected(digest, value));
        return;
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IllegalArgumentException e) {
      // Told as the wrong length is.
    }
    throw new Problem(ProblemCode.INVALID, header + " has a value that is no " + algorithm);
  }

  void update(byte[] bytes, int from, int length) {
    expected.forEach(e -> e.digest.update(bytes, from, length));
  }

  /** To be asked once, after the last byte. */
  boolean match() {
    return expected.stream().allMatch(e -> MessageDigest.isEqual(e.digest.digest(), e.value));
  }
}
