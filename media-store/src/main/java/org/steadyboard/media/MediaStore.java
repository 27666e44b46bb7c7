package org.steadyboard.media;

/**
 * Keeps files under the SHA-256 of their bytes. A file never changes and is never half there: it is
 * either absent, or its name is true. Safe for any number of threads and processes at once; putting
 * the same bytes twice, even at the same time, keeps them once.
 *
 * <p>Every implementation passes {@code MediaStoreContract}.
 */
public interface MediaStore
    extends MediaReader, MediaWriter, MediaInventory, MediaVerifier, MediaRemover {}
