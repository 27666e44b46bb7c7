package org.steadyboard.media;

import java.time.Instant;

/**
 * A file that was taken out of the store because it was not what its name says.
 *
 * @param reason as given when it was
 */
public record SetAside(Sha256 name, String reason, Instant at) {}
