package org.steadyboard.media;

import java.util.Arrays;

/**
 * An upload that is not finished.
 *
 * @param offset how many bytes are safe, whatever crashes; a running upload may be further on
 * @param length in bytes, as declared
 * @param about what its beginner wrote with it
 */
public record UploadState(long offset, long length, byte[] about) {

  public UploadState {
    about = about.clone();
  }

  @Override
  public byte[] about() {
    return about.clone();
  }

  public boolean isComplete() {
    return offset == length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UploadState state
        && offset == state.offset
        && length == state.length
        && Arrays.equals(about, state.about);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(offset) * 31 * 31 + Long.hashCode(length) * 31 + Arrays.hashCode(about);
  }

  @Override
  public String toString() {
    return offset + " of " + length + " bytes";
  }
}
