package org.steadyboard.mediasync.library;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;
import org.steadyboard.media.MediaType;

/**
 * A file as callers see it.
 *
 * @param url where any host gives it out
 * @param copies how many hosts hold it
 * @param hosts how many hosts there are
 */
@RegisterForReflection
public record ItemView(
    UUID id,
    String sha256,
    long size,
    String contentType,
    String fileName,
    String url,
    Instant createdAt,
    UUID ownerId,
    int copies,
    int hosts) {

  static ItemView of(Item item, int hosts) {
    return new ItemView(
        item.id(),
        item.sha256().toString(),
        item.size(),
        item.contentType(),
        item.fileName(),
        "/media/"
            + item.sha256()
            + "/"
            + MediaType.addressName(item.fileName(), item.contentType()),
        item.createdAt(),
        item.ownerId(),
        item.copies(),
        hosts);
  }
}
