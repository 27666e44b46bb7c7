/** A picture that was chosen for a text, from the library (which is there at once) or from this device (which comes). */
export interface ChosenPicture {
  /** The id of the media item, from the start. */
  readonly id: string;
  /** To insert now: `![alt](uploading:<id>)` while it is on its way; for a picture that is there its Markdown itself. */
  readonly placeholder: string;
  /**
   * What takes the placeholder's place (`settled` of markdown.ts does it in a text): `![alt](/media/…)`. Null: it was taken
   * back or refused, so that the placeholder goes. Never rejects; may take as long as the network is away.
   */
  readonly markdown: Promise<string | null>;
}

/**
 * Where an editor gets pictures from. Uploads go on when the editor is closed, and after a reload: a text that was saved
 * with placeholders is handed to `resume` when it is opened again.
 */
export interface PictureSource {
  /** Opens the dialog to choose from the library, this device or the camera. Empty: closed without a choice. */
  pick(): Promise<readonly ChosenPicture[]>;
  /** Files that were dropped or pasted; those that cannot be taken are told of by the source itself, and left out. */
  add(files: readonly File[]): Promise<readonly ChosenPicture[]>;
  /** The pictures whose placeholders stand in a text, each once, with what takes their place. */
  resume(markdown: string): Promise<readonly ChosenPicture[]>;
  /**
   * Tells when a picture that stands already gets another description: the first text is to be replaced by the second,
   * where it still stands. The result ends it.
   */
  onDescribed(tell: (before: string, after: string) => void): () => void;
}
