import { reduceOffscreen, turnsUpright } from './reduce';

/** What the page asks of the worker; each is answered once, by a message with the same number. */
export interface ReduceRequest {
  readonly number: number;
  readonly picture: Blob;
  readonly longestSide: number;
}

/** `unable`: not in this worker; the page is to do it. */
export interface ReduceAnswer {
  readonly number: number;
  readonly picture: Blob | null;
  readonly unable: boolean;
}

const able =
  typeof OffscreenCanvas === 'function' && typeof createImageBitmap === 'function'
    ? turnsUpright()
    : Promise.resolve(false);

addEventListener('message', async ({ data }: MessageEvent<ReduceRequest>) => {
  const { number, picture, longestSide } = data;
  const answer = (made: Blob | null, unable: boolean) =>
    postMessage({ number, picture: made, unable } satisfies ReduceAnswer);
  if (!(await able)) return answer(null, true);
  try {
    answer(await reduceOffscreen(picture, longestSide), false);
  } catch {
    answer(null, true);
  }
});
