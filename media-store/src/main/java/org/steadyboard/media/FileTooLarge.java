package org.steadyboard.media;

/** A stream had more bytes than its caller allows; nothing of it was kept. */
public final class FileTooLarge extends StoreRefusal {

  private static final long serialVersionUID = 1L;

  public FileTooLarge(long maxBytes) {
    super("more than " + maxBytes + " bytes");
  }
}
