import { ApiError } from '../../net/apiError';
import type { MediaItem } from './item';

/** How often is asked for a picture that another tab or an earlier visit was to bring. */
export const WHEREABOUTS_MILLIS = 5000;
/** No host knows it and this device has it no more: so long may its row take from one host to another. */
export const LOST_MILLIS = 120_000;

export interface WhereaboutsSurroundings {
  readonly ask: (id: string) => Promise<MediaItem>;
  /** Takes up what other tabs have left, and says whether this device still has the file, be it for another tab. */
  readonly keeps: (id: string) => Promise<boolean>;
  /** Resolves after so many milliseconds; false: nobody waits any longer. */
  readonly wait: (millis: number) => Promise<boolean>;
}

/** The item of a picture that this tab does not bring itself, once a host has it; null: it is lost. */
export async function whereabouts(id: string, around: WhereaboutsSurroundings): Promise<MediaItem | null> {
  let missed = 0;
  for (;;) {
    try {
      return await around.ask(id);
    } catch (error) {
      const unknown = error instanceof ApiError && error.status === 404 && !(await around.keeps(id));
      missed = unknown ? missed + WHEREABOUTS_MILLIS : 0;
      if (missed > LOST_MILLIS) return null;
    }
    // A promise that nobody waits for any more ends with those who hold it.
    if (!(await around.wait(WHEREABOUTS_MILLIS))) return new Promise(() => undefined);
  }
}
