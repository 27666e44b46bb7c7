import { readHeader } from './header';
import { HEADER_BYTES } from './limits';
import { isBetter, planFor, type Refusal } from './plan';
import type { Reduce } from './reduce';

/** A file as it will be uploaded. */
export interface Prepared {
  readonly blob: Blob;
  readonly fileName: string;
  readonly type: string;
}

const ENDINGS: Readonly<Record<string, string>> = { 'image/webp': '.webp', 'image/jpeg': '.jpg', 'image/png': '.png' };

/** @param asItIs whether the original is wanted */
export async function prepare(file: Prepared, asItIs: boolean, reduce: Reduce): Promise<Prepared | Refusal> {
  const { blob, fileName } = file;
  const header = readHeader(new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer()));
  const plan = planFor(blob.size, header, asItIs);
  if (plan.does === 'refuse') return plan.code;
  if (plan.does === 'keep' || !header) return file;
  const made = await reduce(blob, plan.longestSide);
  const ending = made && ENDINGS[made.type];
  if (!made || !ending || made.size === 0 || !isBetter(blob.size, made.size, header)) return file;
  return { blob: made, type: made.type, fileName: fileName.replace(/(\.[^.\s]{1,5})?$/, ending) };
}
