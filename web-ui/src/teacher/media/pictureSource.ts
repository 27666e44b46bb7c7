/** A picture that was chosen for a text, from the library (which is there at once) or from this device (which comes). */
export interface ChosenPicture {
  /** The id of the media item, from the start. */
  readonly id: string;
  /** To name it by while it is on its way. */
  readonly name: string;
  /** Tells how far it is, from 0 to 1, until it has come; the result ends the telling. */
  watch(progress: (part: number) => void): () => void;
  /**
   * For a text that keeps a place by itself: `![alt](uploading:<id>)` while it is on its way, for which `settled` of
   * markdown.ts puts what `markdown` resolves with; for a picture that is there its Markdown itself.
   */
  readonly placeholder: string;
  /**
   * The text to insert: `![alt](/media/…)`. Null: it was taken back, or refused and told of. Never rejects; may take as long
   * as the network is away.
   */
  readonly markdown: Promise<string | null>;
}

/** Where an editor gets pictures from. Uploads go on when the editor is closed, and after a reload. */
export interface PictureSource {
  /** Opens the dialog to choose from the library, this device or the camera. Empty: closed without a choice. */
  pick(): Promise<readonly ChosenPicture[]>;
  /** Files that were dropped or pasted; those that are no pictures are left out. */
  add(files: readonly File[]): readonly ChosenPicture[];
  /** The pictures whose placeholders stand in a text that was kept with them, each once, with what takes their place. */
  resume(markdown: string): Promise<readonly ChosenPicture[]>;
  /**
   * Tells when a picture that stands already gets another description: the first text is to be replaced by the second,
   * where it still stands. The result ends it.
   */
  onDescribed(tell: (before: string, after: string) => void): () => void;
}
