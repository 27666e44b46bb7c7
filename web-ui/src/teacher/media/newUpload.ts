import { MAX_NAME_CHARACTERS } from './limits';
import type { KeptUpload } from './uploadStore';

/** A file that was just chosen, as it is kept. */
export function newUpload(file: File, given: Pick<KeptUpload, 'id' | 'ownerId' | 'addedAt' | 'asItIs'>): KeptUpload {
  const still = { alt: '', prepared: false, begun: false, paused: false };
  return { ...given, ...still, fileName: nameOf(file.name), type: file.type, size: file.size };
}

function nameOf(given: string): string {
  const name = given.replace(/\p{Cc}+/gu, ' ').trim();
  if (name.length <= MAX_NAME_CHARACTERS) return name || 'file';
  // The ending is what a reader knows the kind by.
  const ending = /\.[^.\s]{1,5}$/.exec(name)?.[0] ?? '';
  return name.slice(0, MAX_NAME_CHARACTERS - ending.length) + ending;
}
