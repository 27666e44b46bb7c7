package org.steadyboard.media;

/** As many uploads have begun as may at a time; nothing was begun. */
public final class TooManyUploads extends StoreRefusal {

  private static final long serialVersionUID = 1L;

  TooManyUploads(int max) {
    super("more than " + max + " uploads");
  }
}
