import { fitted, type Size } from './plan';

/**
 * Writes a picture anew so that it fits a square of `longestSide`, upright as its EXIF data say. Null: this browser cannot
 * read it.
 */
export type Reduce = (picture: Blob, longestSide: number) => Promise<Blob | null>;

/** Good enough that nobody sees it on a board, and a tenth of a photo's bytes. */
const QUALITY = 0.84;

type Drawable = ImageBitmap | HTMLImageElement;
type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;

/** Where there is a canvas without a page: in a worker. */
export const reduceOffscreen: Reduce = async (picture, longestSide) => {
  const bitmap = await createImageBitmap(picture).catch(() => null);
  if (!bitmap) return null;
  try {
    const { width, height } = fitted(bitmap, longestSide);
    const canvas = new OffscreenCanvas(width, height);
    draw(canvas.getContext('2d'), bitmap, canvas);
    return await firstKind(picture.type, (type) => canvas.convertToBlob({ type, quality: QUALITY }));
  } finally {
    // Hundreds of megabytes, which would otherwise wait for the garbage collector.
    bitmap.close();
  }
};

/** The same by the page's own means, for browsers that cannot do it in a worker, or turn photos the wrong way there. */
export const reduceInPage: Reduce = async (picture, longestSide) => {
  const url = URL.createObjectURL(picture);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    Object.assign(canvas, fitted({ width: image.naturalWidth, height: image.naturalHeight }, longestSide));
    draw(canvas.getContext('2d'), image, canvas);
    return await firstKind(picture.type, (type) => new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY)));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(url);
  }
};

function draw(context: Context | null, picture: Drawable, { width, height }: Size): void {
  if (!context) throw new Error('There is no canvas to draw on.');
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
}

/** A browser that cannot write WebP gives a PNG instead: many times the bytes of a photo, which is then written as JPEG. */
async function firstKind(before: string, write: (type: string) => Promise<Blob | null>): Promise<Blob | null> {
  const webp = await write('image/webp');
  if (webp?.type === 'image/webp' || !/^image\/(jpeg|hei[cf])$/.test(before)) return webp;
  return write('image/jpeg');
}

/** A photo of two pixels that lie side by side, and whose EXIF data say to turn it by a quarter. */
const TURNED =
  '/9j/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////' +
  '////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////' +
  '////////////////////////////////////wAARCAABAAIDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEA' +
  'AAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AIgA' +
  'f//Z';

/** Whether `createImageBitmap` turns photos upright: older browsers do not. */
export async function turnsUpright(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(TURNED), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })).catch(() => null);
  return bitmap !== null && bitmap.width === 1 && bitmap.height === 2;
}
