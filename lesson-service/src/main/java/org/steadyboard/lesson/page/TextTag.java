package org.steadyboard.lesson.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;

/**
 * Which text of a page somebody has seen: the version of its row, and a digest of its Markdown. For
 * callers it is one opaque word, {@code <stamp>-<host>.<digest>}, to be said back with an edit of
 * that text. The version tells an older text from a newer one, also on a host that the newer has
 * not reached yet; the digest tells that a page was only moved.
 */
public record TextTag(long stamp, String host, String digest) {

  /** Characters of one as it is written. */
  public static final int MAX_CHARACTERS = 100;

  private static final Pattern WRITTEN =
      Pattern.compile("(\\d{1,18})-([a-z][a-z0-9-]{0,30})\\.([0-9a-f]{32})");

  private static final Comparator<TextTag> BY_VERSION =
      Comparator.comparingLong(TextTag::stamp).thenComparing(TextTag::host);

  public static TextTag of(long stamp, String host, String markdown) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(markdown.getBytes(StandardCharsets.UTF_8));
      return new TextTag(stamp, host, HexFormat.of().formatHex(Arrays.copyOf(hash, 16)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @throws Problem invalid, for what is none
   */
  public static TextTag parse(String written) {
    var tag = WRITTEN.matcher(written);
    if (!tag.matches()) {
      throw new Problem(ProblemCode.INVALID, "basedOn is no etag of a page");
    }
    return new TextTag(Long.parseLong(tag.group(1)), tag.group(2), tag.group(3));
  }

  /**
   * Whether somebody put another text there since. What stands there may also be older: this host
   * has not got yet what the caller saw on another one.
   */
  public boolean isOvertakenBy(TextTag there) {
    return !digest.equals(there.digest) && isBefore(there);
  }

  public boolean isBefore(TextTag there) {
    return BY_VERSION.compare(this, there) < 0;
  }

  @Override
  public String toString() {
    return stamp + "-" + host + "." + digest;
  }
}
