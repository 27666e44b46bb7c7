import { expect, test } from 'vitest';
import { truthOf, type Facts } from './truth';

const shows: Facts = { connected: true, pending: false, revision: '5-a', shown: '5-a', speaks: true, waitedMillis: 0 };
const late = { shown: '4-a', waitedMillis: 1000 };

test.each<[string, Partial<Facts>, string]>([
  ['it said that it shows this', {}, 'on-board'],
  ['it said so long ago', { waitedMillis: 60_000 }, 'on-board'],
  ['it said that it shows something newer', { shown: '6-a' }, 'on-board'],
  ['there is nothing to show', { revision: null, shown: undefined, speaks: false }, 'on-board'],
  ['it may still follow', { shown: '4-a', waitedMillis: 999 }, 'on-its-way'],
  ['a change is not acknowledged for less than a second', { pending: true, waitedMillis: 999 }, 'on-its-way'],
  ['a change is not acknowledged', { pending: true, waitedMillis: 1000 }, 'not-yet'],
  [
    'a change is not acknowledged, and it never speaks',
    { pending: true, speaks: false, waitedMillis: 1000 },
    'not-yet',
  ],
  ['it does not say that it shows what was acknowledged', late, 'not-yet'],
  ['it spoke, and came again without a word', { shown: undefined, waitedMillis: 1000 }, 'not-yet'],
  ['its page is of before, and says nothing', { shown: undefined, speaks: false, waitedMillis: 1000 }, 'sent'],
  ['nobody sees it', { connected: false }, 'away'],
  ['nobody sees it, and a change waits', { ...late, connected: false, pending: true }, 'away'],
])('when %s, the truth about a board is told', (_, facts, truth) =>
  expect(truthOf({ ...shows, ...facts })).toBe(truth),
);
