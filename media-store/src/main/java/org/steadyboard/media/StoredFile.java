package org.steadyboard.media;

/**
 * A file that the store holds whole.
 *
 * @param size in bytes
 * @param isNew whether the store did not hold it before; of several that bring the same bytes at
 *     once, more than one may be told so
 */
public record StoredFile(Sha256 sha256, long size, boolean isNew) {}
