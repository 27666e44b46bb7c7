package org.steadyboard.media;

/**
 * What a file must turn out to be.
 *
 * @param size in bytes
 */
public record Content(Sha256 sha256, long size) {

  public Content {
    if (size < 0) {
      throw new IllegalArgumentException("a file has no less than 0 bytes");
    }
  }
}
