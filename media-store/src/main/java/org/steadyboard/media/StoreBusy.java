package org.steadyboard.media;

/** Another thread or process is at it; asking again later may go well. */
public final class StoreBusy extends StoreRefusal {

  private static final long serialVersionUID = 1L;

  StoreBusy(String what) {
    super(what + " is in use");
  }
}
