package org.steadyboard.media;

import java.io.IOException;

/** What a store refuses for a reason that its caller can act upon; anything else is a fault. */
public abstract sealed class StoreRefusal extends IOException
    permits DiskFull, FileTooLarge, StoreBusy, TooManyUploads, UploadStands, WrongContent {

  private static final long serialVersionUID = 1L;

  StoreRefusal(String what) {
    super(what);
  }

  StoreRefusal(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
