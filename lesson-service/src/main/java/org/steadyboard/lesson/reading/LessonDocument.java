package org.steadyboard.lesson.reading;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.steadyboard.host.session.SignedIn;

/**
 * A lesson as it goes over the line: the JSON and its strong ETag.
 *
 * @param owner whose it is; null: shared
 * @param path the lesson and all above it
 * @param body never changed by anyone
 */
public record LessonDocument(UUID owner, Set<UUID> path, byte[] body, String etag) {

  public static LessonDocument of(UUID owner, Set<UUID> path, byte[] body) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(body);
      return new LessonDocument(
          owner, path, body, '"' + HexFormat.of().formatHex(Arrays.copyOf(hash, 16)) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public boolean isSeenBy(SignedIn who) {
    return owner == null || owner.equals(who.accountId()) || who.isAdmin();
  }

  /** Whether the sender of an If-None-Match header has this version (RFC 9110, 13.1.2). */
  public boolean isKnownBy(String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (var known : ifNoneMatch.split(",")) {
      var tag = known.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  /** Roughly what it takes in memory. */
  int weight() {
    return 512 + 128 * path.size() + body.length;
  }
}
