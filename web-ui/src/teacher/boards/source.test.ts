import { expect, test } from 'vitest';
import type { ServerToTeacher } from '../../net/protocol';
import { heard, isUsable, newSource, seesFirstHand, type Source } from './source';

const stage = { lessonId: 'l', pageId: 'p', step: 0, tools: {} };
const board = { id: 'b', name: 'Room 12', connected: true, stage, revision: '5-a', lastSeenAt: null, host: 'a' };
const fresh: Source = { ...newSource('a', true), open: true };
const listing = heard(fresh, { type: 'boards', boards: [board] }, 1000);

const after = (...messages: ServerToTeacher[]) =>
  messages.reduce((source, message) => heard(source, message, 2000), listing).boards[0];

test.each([
  ['a newer stage', [{ type: 'stage', boardId: 'b', revision: '6-a', stage }], { revision: '6-a' }],
  ['no older stage', [{ type: 'stage', boardId: 'b', revision: '4-a', stage }], { revision: '5-a' }],
  ['what the board shows', [{ type: 'shown', boardId: 'b', revision: '5-a' }], { shown: '5-a' }],
  [
    'no older word of what it shows',
    [
      { type: 'shown', boardId: 'b', revision: '5-a' },
      { type: 'shown', boardId: 'b', revision: '4-a' },
    ],
    { shown: '5-a' },
  ],
  [
    'nothing of what it showed once it went, though it came again',
    [
      { type: 'shown', boardId: 'b', revision: '5-a' },
      { type: 'boardStatus', boardId: 'b', connected: false, lastSeenAt: 'x' },
      { type: 'boardStatus', boardId: 'b', connected: true, lastSeenAt: 'x', host: 'a' },
    ],
    { connected: true, host: 'a', lastSeenAt: 'x', shown: undefined },
  ],
  [
    'what it shows while it stays',
    [
      { type: 'shown', boardId: 'b', revision: '5-a' },
      { type: 'boardStatus', boardId: 'b', connected: true, lastSeenAt: 'x', host: 'a' },
    ],
    { shown: '5-a' },
  ],
  [
    'that it went elsewhere',
    [{ type: 'boardStatus', boardId: 'b', connected: true, lastSeenAt: null, host: 'c' }],
    { connected: true, host: 'c' },
  ],
  ['that it is away', [{ type: 'boardStatus', boardId: 'b', connected: false, lastSeenAt: null }], { host: undefined }],
  ['a list without its stage', [{ type: 'boards', boards: [{ ...board, revision: '4-a' }] }], { revision: '5-a' }],
] as const)('keeps %s', (_, messages, kept) => {
  const found = after(...messages);
  for (const [key, value] of Object.entries(kept)) expect(found?.[key as keyof typeof found]).toEqual(value);
});

test('the list of a new connection counts as it is, and its boards from now on', () => {
  const again = heard({ ...listing, listed: false }, { type: 'boards', boards: [{ ...board, revision: '4-a' }] }, 7000);
  expect(again.boards[0]?.revision).toBe('4-a');
  expect(again.since.get('b')).toBe(7000);
  expect(heard(listing, { type: 'boards', boards: [board] }, 7000).since.get('b')).toBe(1000);
});

test.each([
  ['when the board is connected to it', listing, true],
  ['not by what it heard from another host', { ...listing, hostId: 'c' }, false],
  ['not after it was lost', { ...listing, open: false }, false],
  ['not before it has listed', { ...listing, listed: false }, false],
])('a host sees a board first-hand %s', (_, source, sees) => expect(seesFirstHand(source, 'b')).toBe(sees));

test.each([
  ['open and listing', {}, true],
  ['lost', { open: false }, false],
  ['silent', { silent: true }, false],
  ['no good', { trouble: 'stuck' }, false],
  ['not listing yet', { listed: false }, false],
])('a source that is %s is usable: %s', (_, change, usable) =>
  expect(isUsable({ ...listing, ...change })).toBe(usable),
);
