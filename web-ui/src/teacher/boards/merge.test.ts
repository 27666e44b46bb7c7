import { expect, test } from 'vitest';
import { sourceOf, summary, telling } from '../../testing/sources';
import { mergeBoards } from './merge';
import type { Source } from './source';

const old = { id: 'b', name: null, connected: true, stage: null, revision: null, lastSeenAt: null };
const shut = { open: false, listed: false };

test.each<[string, Source[], boolean, string | undefined]>([
  ['the home sees it', [telling('a', 'a')], true, 'a'],
  ['the home heard of it elsewhere', [telling('a', 'b')], true, 'b'],
  ['a host of before says it is connected', [sourceOf('a', [old])], true, undefined],
  ['nobody sees it', [telling('a', undefined), telling('b', undefined)], false, undefined],
  ['the home heard nothing, and a line sees it', [telling('a', undefined), telling('b', 'b')], true, 'b'],
  [
    'the home heard of it at a host that we ask, and that does not see it',
    [telling('a', 'b'), telling('b', undefined)],
    false,
    undefined,
  ],
  ['the same, but that host does not list it yet', [telling('a', 'b'), sourceOf('b', [])], false, undefined],
  [
    'the same, but that host has not listed its boards yet',
    [telling('a', 'b'), sourceOf('b', [], { listed: false })],
    true,
    'b',
  ],
  ['the same, but that host is silent', [telling('a', 'b'), telling('b', undefined, { silent: true })], true, 'b'],
  ['the same, but that host is lost', [telling('a', 'b'), telling('b', undefined, shut)], true, 'b'],
  ['the home is lost, and saw it', [telling('a', 'a', shut)], true, 'a'],
  ['the home is lost, and a line sees it', [telling('a', 'a', shut), telling('b', 'b')], true, 'b'],
  [
    'a line that is lost saw it, and the home does not know it',
    [sourceOf('a', []), telling('b', 'b', shut)],
    false,
    undefined,
  ],
  ['a line heard of it, and the home does not', [telling('a', undefined), telling('b', 'c')], false, undefined],
  ['a line heard of it, and the home does not know it', [sourceOf('a', []), telling('b', 'c')], true, 'c'],
  ['it is at a host that is no good', [telling('a', 'b'), telling('b', 'b', { trouble: 'stuck' })], true, 'b'],
])('when %s, a board is connected: %s', (_, sources, connected, host) => {
  const [board] = mergeBoards(sources);
  expect(board).toMatchObject({ connected });
  expect(board?.host).toBe(host);
});

test('the newest stage of all counts, the newest sight, and the name that the home has', () => {
  const home = sourceOf('a', [summary({ name: 'Room 12', revision: '5-a', lastSeenAt: '2026-11-24T08:00:00Z' })]);
  const line = sourceOf('b', [summary({ name: 'Board 7', revision: '6-b', lastSeenAt: '2026-11-24T09:00:00Z' })]);
  const merged = { name: 'Room 12', revision: '6-b', lastSeenAt: '2026-11-24T09:00:00Z' };
  expect(mergeBoards([line, home])).toMatchObject([merged]);
  expect(mergeBoards([line, sourceOf('a', [summary()])])).toMatchObject([{ name: 'Board 7' }]);
});

test('what a board shows is its own word, from the host that it is connected to', () => {
  const seeing = sourceOf('b', [summary({ connected: true, host: 'b', shown: '5-a' })]);
  const before = sourceOf('a', [summary({ shown: '9-a' })]);
  expect(mergeBoards([before, seeing])[0]?.shown).toBe('5-a');
  expect(mergeBoards([before])[0]?.shown).toBeUndefined();
});

test('a click that two hosts have made a stage of is shown when the board shows either', () => {
  const stage = { lessonId: 'l', pageId: 'p', step: 1, tools: {} };
  const seeing = (shown: string) =>
    sourceOf('b', [summary({ connected: true, host: 'b', stage, revision: '5-b', shown })]);
  const home = (step: number) => sourceOf('a', [summary({ stage: { ...stage, step }, revision: '6-a' })]);
  expect(mergeBoards([home(1), seeing('5-b')])[0]).toMatchObject({ revision: '6-a', shown: '6-a' });
  expect(mergeBoards([home(2), seeing('5-b')])[0]).toMatchObject({ revision: '6-a', shown: '5-b' });
  expect(mergeBoards([home(1), seeing('4-b')])[0]).toMatchObject({ revision: '6-a', shown: '4-b' });
});

test('all boards of all hosts are there, those of the home first', () => {
  const line = sourceOf('b', [summary({ id: 'x' }), summary({ id: 'z' })]);
  const home = sourceOf('a', [summary({ id: 'y' }), summary({ id: 'x' })]);
  expect(mergeBoards([line, home]).map((board) => board.id)).toEqual(['y', 'x', 'z']);
});
