package org.steadyboard.mediasync.upload;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.session.SignedIn;
import org.steadyboard.media.Sha256;
import org.steadyboard.media.StoredFile;
import org.steadyboard.mediasync.library.Item;
import org.steadyboard.mediasync.library.Items;
import org.steadyboard.mediasync.peer.Offering;

/** Gives a file that the store holds its row, and offers it to another host. */
@ApplicationScoped
public class Keeping {

  /** How long who uploaded waits for another host to hold the file too. */
  static final Duration MAX_OFFER = Duration.ofSeconds(2);

  private final Items items;
  private final Offering offering;
  private final Clock clock;

  public Keeping(Items items, Offering offering, Clock clock) {
    this.items = items;
    this.offering = offering;
    this.clock = clock;
  }

  /** The item as it stands, and whether it did before. */
  record Kept(Item item, boolean isNew) {}

  /**
   * The file that has this id, also when it was deleted, and that this account may bring again.
   *
   * @throws Problem id-taken, when the id is somebody else's
   */
  Optional<Item> standing(UUID id, SignedIn who) throws SQLException {
    var standing = items.find(id);
    if (standing.isPresent() && !isOf(standing.get(), who)) {
      throw taken();
    }
    return standing;
  }

  /** The same; empty when the id is somebody else's. */
  Optional<Item> own(UUID id, SignedIn who) throws SQLException {
    return items.find(id).filter(item -> isOf(item, who));
  }

  private static boolean isOf(Item item, SignedIn who) {
    return Objects.equals(item.ownerId(), Item.ownerOf(who));
  }

  /**
   * Durable when it returns. Waits for another host, at most {@link #MAX_OFFER}.
   *
   * @throws Problem id-taken
   */
  Kept keep(UUID id, StoredFile file, String contentType, String fileName, SignedIn who)
      throws SQLException {
    var item =
        new Item(
            id,
            file.sha256(),
            file.size(),
            contentType,
            fileName,
            Item.ownerOf(who),
            now(),
            null,
            0);
    var outcome = items.keep(item);
    if (outcome == Items.Outcome.TAKEN) {
      throw taken();
    }
    var copies = isHeldByAnother(file.sha256()) ? 2 : 1;
    var kept = items.find(id).orElseThrow();
    return new Kept(kept.heldBy(copies), outcome == Items.Outcome.NEW);
  }

  /** As the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private boolean isHeldByAnother(Sha256 file) {
    try {
      return offering.offer(file, MAX_OFFER).get(MAX_OFFER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static Problem taken() {
    return new Problem(ProblemCode.ID_TAKEN, ProblemCode.ID_TAKEN.title());
  }
}
