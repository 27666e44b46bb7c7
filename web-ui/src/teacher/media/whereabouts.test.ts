import { expect, test } from 'vitest';
import { ApiError } from '../../net/apiError';
import type { MediaItem } from './item';
import { LOST_MILLIS, whereabouts, WHEREABOUTS_MILLIS } from './whereabouts';

const item = { id: 'x', url: '/media/x/y' } as MediaItem;
const unknown = new ApiError('not-found', 404);
const away = new ApiError('unreachable', 0);

/** Comes after all that needs no time. */
const nothingElse = () => new Promise((resolve) => setTimeout(resolve, 0, 'waits'));

/** Asks until it is settled; each of `answers` is given once, the last one again and again. */
async function asked(answers: readonly (MediaItem | ApiError)[], keeps: boolean, most = 1000) {
  let asks = 0;
  let waited = 0;
  const found = whereabouts('x', {
    ask: async () => {
      const answer = answers[Math.min(asks++, answers.length - 1)];
      if (answer instanceof ApiError) throw answer;
      return answer as MediaItem;
    },
    keeps: async () => keeps,
    wait: async (millis) => {
      waited += millis;
      return asks < most;
    },
  });
  return {
    found: await Promise.race([found, nothingElse()]),
    asks,
    waited,
  };
}

test('a picture is found as soon as a host has it', async () => {
  expect(await asked([unknown, away, unknown, item], false)).toEqual({ found: item, asks: 4, waited: 15_000 });
});

test('it is lost when no host knows it for so long and this device has it no more', async () => {
  expect(await asked([unknown], false)).toEqual({
    found: null,
    asks: LOST_MILLIS / WHEREABOUTS_MILLIS + 1,
    waited: LOST_MILLIS,
  });
});

test('it is never lost while this device keeps it, or while no host answers', async () => {
  expect((await asked([unknown], true)).found).toBe('waits');
  expect((await asked([away], false)).found).toBe('waits');
});
