/**
 * Where pictures come from. What brings them says so with {@link providePictures} before an editor opens; without it the
 * editor has no button for them, and takes no files.
 */
export interface PictureSource {
  /** Lets the teacher choose or take pictures; none when they change their mind. */
  pick(): Promise<readonly ComingPicture[]>;
  /** Files that were dropped or pasted; those that are no pictures are left out. */
  add(files: readonly File[]): readonly ComingPicture[];
}

/** A picture on its way to a host. */
export interface ComingPicture {
  /** To name it by while it is on its way. */
  readonly name: string;
  /** Tells how far it is, from 0 to 1, until it has come; what that returns ends the telling. */
  watch(progress: (part: number) => void): () => void;
  /** The Markdown to put into the page, such as `![alt](/media/…)`; null: it was given up, or failed and was told of. */
  readonly markdown: Promise<string | null>;
}

let provided: PictureSource | null = null;

export function providePictures(source: PictureSource | null): void {
  provided = source;
}

export function pictures(): PictureSource | null {
  return provided;
}
