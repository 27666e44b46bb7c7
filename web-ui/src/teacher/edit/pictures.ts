/** A picture that was chosen for a text, from the library (which is there at once) or from this device (which comes). */
export interface ComingPicture {
  /** The id of the media item, from the start. */
  readonly id: string;
  /** To name it by while it is on its way. */
  readonly name: string;
  /**
   * What to put into the text: `![alt](uploading:<id>)`, which holds its place while it is on its way; for a picture that is
   * there its Markdown itself.
   */
  readonly placeholder: string;
  /** Tells how far it is, from 0 to 1, until it has come; the result ends the telling. */
  watch(progress: (part: number) => void): () => void;
  /** The file as this device has it; null: it has it no more. */
  file(): Promise<Blob | null>;
  /**
   * What takes the place: `![alt](/media/…)`. Null: it was taken back, or refused and told of, or is lost. Never rejects; may
   * take as long as the network is away.
   */
  readonly markdown: Promise<string | null>;
}

/** Where an editor gets pictures from. Uploads go on when the editor is closed, and after a reload. */
export interface PictureSource {
  /** Opens the dialog to choose from the library, this device or the camera. Empty: closed without a choice. */
  pick(): Promise<readonly ComingPicture[]>;
  /** Files that were dropped or pasted; those that are no pictures are left out. */
  add(files: readonly File[]): readonly ComingPicture[];
  /** The pictures that places in a text are held for, each once. */
  resume(places: readonly { readonly id: string; readonly alt: string }[]): Promise<readonly ComingPicture[]>;
  /** Shows all that is on its way: speed, time left, pause, on how many hosts it is, and what is on it. */
  showUploads(): Promise<void>;
  /** The editor is left: what is on its way goes on unseen. */
  hideUploads(): void;
  /**
   * Tells when a picture gets another description, on its way or after: the first text is to be replaced by the second where
   * it stands. The result ends it.
   */
  onDescribed(tell: (before: string, after: string) => void): () => void;
}

let provided: PictureSource | null = null;

/** What brings pictures says so before a draft is opened; without it there is no button for them, and no file is taken. */
export function providePictures(source: PictureSource | null): void {
  provided = source;
}

export function pictures(): PictureSource | null {
  return provided;
}
