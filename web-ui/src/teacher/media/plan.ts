import { MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE_PIXELS } from './limits';
import type { PictureHeader } from './header';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Why a file is not even tried; stable codes like those of the hosts. */
export type Refusal = 'empty-file' | 'too-large' | 'too-many-pixels';

/** What happens to a file before it is uploaded. */
export type Plan =
  | { readonly does: 'refuse'; readonly code: Refusal }
  | { readonly does: 'keep' }
  | { readonly does: 'reduce'; readonly longestSide: number };

/**
 * Pictures that stand still are written anew as WebP, at most {@link MAX_SIDE_PIXELS} a side, which also leaves behind where
 * a photo was taken. What moves, what we do not know and what is wanted as it is goes as it is.
 */
export function planFor(bytes: number, header: PictureHeader | null, asItIs: boolean): Plan {
  if (bytes === 0) return { does: 'refuse', code: 'empty-file' };
  if (header && header.width * header.height > MAX_PIXELS) return { does: 'refuse', code: 'too-many-pixels' };
  if (bytes > MAX_FILE_BYTES) return { does: 'refuse', code: 'too-large' };
  if (asItIs || !header || header.animated) return { does: 'keep' };
  return { does: 'reduce', longestSide: Math.min(MAX_SIDE_PIXELS, Math.max(header.width, header.height)) };
}

/** Fits a picture, as it is seen, into a square of `longestSide`; never larger than it was, never less than a pixel. */
export function fitted({ width, height }: Size, longestSide: number): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const scaled = (side: number) => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** Kinds that every board reads: one of these may stay when the new one is not smaller. */
const READ_EVERYWHERE: ReadonlySet<PictureHeader['kind']> = new Set(['png', 'jpeg', 'webp']);

/** Whether the picture that was written anew takes the place of the file. */
export function isBetter(bytesBefore: number, bytesAfter: number, header: PictureHeader): boolean {
  const small = Math.max(header.width, header.height) <= MAX_SIDE_PIXELS;
  return bytesAfter < bytesBefore || !small || !READ_EVERYWHERE.has(header.kind);
}
