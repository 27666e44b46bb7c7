package org.steadyboard.mediasync.library;

import java.time.Instant;
import java.util.UUID;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.Sha256;

/**
 * A name for a file, as it stands in the database. The file itself lies in the store.
 *
 * @param size in bytes
 * @param ownerId the account that brought it; null: shared, only admins change it
 * @param deletedAt null: it stands
 * @param copies how many hosts hold the file, as they say
 */
public record Item(
    UUID id,
    Sha256 sha256,
    long size,
    String contentType,
    String fileName,
    UUID ownerId,
    Instant createdAt,
    Instant deletedAt,
    int copies) {

  /** What an admin brings is shared, as courses are that an admin makes. */
  public static UUID ownerOf(SignedIn who) {
    return who.isAdmin() ? null : who.accountId();
  }

  public boolean isDeleted() {
    return deletedAt != null;
  }

  /** The same, held by so many hosts at least, whether or not their rows have come. */
  public Item heldBy(int hosts) {
    return new Item(
        id,
        sha256,
        size,
        contentType,
        fileName,
        ownerId,
        createdAt,
        deletedAt,
        Math.max(copies, hosts));
  }

  boolean isSeenBy(SignedIn who) {
    return ownerId == null || isChangedBy(who);
  }

  boolean isChangedBy(SignedIn who) {
    return who.isAdmin() || who.accountId().equals(ownerId);
  }
}
