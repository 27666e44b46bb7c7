package org.steadyboard.media;

/** An upload of this name has begun already and is untouched; it may be resumed or aborted. */
public final class UploadStands extends StoreRefusal {

  private static final long serialVersionUID = 1L;

  UploadStands(PartName name) {
    super("an upload of the name " + name + " has begun already");
  }
}
