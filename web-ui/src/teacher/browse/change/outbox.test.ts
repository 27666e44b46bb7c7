// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../../net/api';
import { treeNode } from '../../../testing/tree';
import { KeptWrites } from './kept';
import { MAX_KEPT, Outbox } from './outbox.svelte';
import type { After, TreeWrite } from './writes';

/** What a host answers next; with nothing left it takes everything. */
let answers: (ApiError | null)[] = [];
let said: [string, After][] = [];
const all: Outbox[] = [];

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
  answers = [];
  said = [];
});

afterEach(() => {
  for (const outbox of all.splice(0)) outbox.pause();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function outboxOf(accountId = 't'): Outbox {
  const say = async (write: TreeWrite, after: After) => {
    said.push([write.key, after]);
    const answer = answers.shift();
    if (answer) throw answer;
  };
  const outbox = new Outbox(say, new KeptWrites(accountId), () => 0);
  all.push(outbox);
  return outbox;
}

const write = (key: string): TreeWrite => ({ key, kind: 'describe', node: treeNode(key) });
const unreachable = new ApiError('unreachable', 0);
const keys = () => said.map(([key]) => key);
const settle = () => vi.advanceTimersByTimeAsync(0);
const states = (outbox: Outbox) => outbox.entries.map((entry) => [entry.write.key, entry.state]);

test('writes are said one after the other, in their order, and then no more', async () => {
  const outbox = outboxOf();
  outbox.add(write('1'), write('2'));
  outbox.add(write('3'));
  await settle();
  expect(keys()).toEqual(['1', '2', '3']);
  expect(outbox.waiting).toEqual([]);
  expect(outbox.settled).toBe(1);
  expect(localStorage.length).toBe(0);
});

test.each([
  ['no host is reached', unreachable],
  ['it takes too long', new ApiError('timed-out', 0)],
  ['every host is busy', new ApiError('busy', 503, 1)],
  ['every host is in trouble', new ApiError('database-away', 503)],
  ['it was too often', new ApiError('too-many-attempts', 429)],
])('when %s, all is kept, and said again in order', async (_, problem) => {
  const outbox = outboxOf();
  answers = [problem];
  outbox.add(write('1'), write('2'));
  await settle();
  expect(outbox.problem).toBe(problem);
  expect(states(outbox)).toEqual([
    ['1', 'waiting'],
    ['2', 'waiting'],
  ]);
  await vi.advanceTimersByTimeAsync(500);
  expect(keys()).toEqual(['1', '1', '2']);
  expect(outbox.problem).toBeNull();
  expect(outbox.waiting).toEqual([]);
});

test('it is said at once when the network returns', async () => {
  const outbox = outboxOf();
  answers = [unreachable];
  outbox.add(write('1'));
  await settle();
  outbox.now();
  await settle();
  expect(keys()).toEqual(['1', '1']);
});

test('hosts are not hammered, and are asked at least every eleven seconds', async () => {
  const outbox = new Outbox(
    async () => {
      said.push(['1', undefined]);
      throw unreachable;
    },
    new KeptWrites('t'),
    () => 0.999,
  );
  all.push(outbox);
  outbox.add(write('1'));
  await vi.advanceTimersByTimeAsync(60_000);
  const inTheFirstMinute = said.length;
  expect(inTheFirstMinute).toBeLessThan(14);
  await vi.advanceTimersByTimeAsync(10_600);
  expect(said.length).toBeGreaterThan(inTheFirstMinute);
});

test('what waits outlives the page', async () => {
  answers = [unreachable];
  const before = outboxOf();
  before.add(write('2'), write('3'), write('1'));
  await settle();
  before.pause();
  const after = outboxOf();
  expect(after.waiting.map((entry) => entry.write)).toEqual([write('1'), write('2'), write('3')]);
  after.now();
  await settle();
  expect(keys()).toEqual(['2', '1', '2', '3']);
});

test('another account has nothing to do with it', () => {
  answers = [unreachable];
  outboxOf('t').add(write('1'));
  expect(outboxOf('u').entries).toEqual([]);
});

test('what is refused stays with the reason, also after a reload, and holds nothing up', async () => {
  const outbox = outboxOf();
  answers = [new ApiError('conflict', 409)];
  outbox.add(write('1'), write('2'));
  await settle();
  expect(keys()).toEqual(['1', '2']);
  expect(outbox.refused[0]?.problem?.code).toBe('conflict');
  const reloaded = outboxOf();
  reloaded.now();
  await settle();
  expect(keys(), 'it is not said by itself').toEqual(['1', '2']);
  expect(reloaded.refused[0]?.problem).toMatchObject({ code: 'conflict', status: 409 });
  reloaded.retry('1');
  await settle();
  expect(keys()).toEqual(['1', '2', '1']);
  expect(reloaded.refused).toEqual([]);
  expect(localStorage.length).toBe(0);
});

test('what hosts fail at is not said on by itself', async () => {
  const outbox = outboxOf();
  answers = [new ApiError('internal', 500)];
  outbox.add(write('1'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keys()).toEqual(['1']);
  expect(states(outbox)).toEqual([['1', 'refused']]);
});

test('who is signed out keeps it, and says it when signed in', async () => {
  const outbox = outboxOf();
  answers = [new ApiError('not-signed-in', 401)];
  outbox.add(write('1'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keys()).toEqual(['1']);
  outbox.now();
  await settle();
  expect(keys()).toEqual(['1', '1']);
});

test('a sibling that went elsewhere meanwhile: then it comes last', async () => {
  const outbox = outboxOf();
  answers = [new ApiError('invalid', 400)];
  outbox.add({ key: '1', kind: 'move', node: treeNode('a'), after: 'gone' });
  await settle();
  expect(said).toEqual([
    ['1', 'gone'],
    ['1', undefined],
  ]);
  expect(outbox.refused).toEqual([]);
});

test.each([null, undefined])('after %s, invalid is about something else', async (after) => {
  const outbox = outboxOf();
  answers = [new ApiError('invalid', 400)];
  outbox.add({ key: '1', kind: 'move', node: treeNode('a'), after });
  await settle();
  expect(said.length).toBe(1);
  expect(outbox.refused.length).toBe(1);
});

test('what is let go is said no more', async () => {
  const outbox = outboxOf();
  answers = [unreachable];
  outbox.add(write('1'), write('2'));
  await settle();
  outbox.drop('1');
  await vi.advanceTimersByTimeAsync(500);
  expect(keys()).toEqual(['1', '2']);
  expect(localStorage.length).toBe(0);
});

test('what is let go while it is said is not kept when it is refused', async () => {
  const outbox = outboxOf();
  answers = [new ApiError('conflict', 409)];
  outbox.add(write('1'));
  outbox.drop('1');
  await settle();
  expect(outbox.entries).toEqual([]);
  expect(localStorage.length).toBe(0);
});

test('what another tab has said is not said again', async () => {
  answers = [unreachable];
  const outbox = outboxOf();
  outbox.add(write('1'), write('2'));
  await settle();
  new KeptWrites('t').drop('1');
  await vi.advanceTimersByTimeAsync(500);
  expect(keys()).toEqual(['1', '2']);
  expect(outbox.waiting).toEqual([]);
});

test('a browser that stores nothing keeps it while the page is open', async () => {
  const refuses = () => {
    throw new Error('full');
  };
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: refuses, removeItem: () => undefined });
  const outbox = outboxOf();
  answers = [unreachable];
  outbox.add(write('1'));
  await settle();
  expect(outbox.waiting.length).toBe(1);
  await vi.advanceTimersByTimeAsync(500);
  expect(keys()).toEqual(['1', '1']);
});

test(`at most ${MAX_KEPT} are kept; refused ones count`, async () => {
  const outbox = outboxOf();
  answers = [new ApiError('conflict', 409), unreachable];
  for (let i = 0; i < MAX_KEPT; i++) expect(outbox.add(write(String(i).padStart(3, '0')))).toBe(true);
  await settle();
  expect(outbox.add(write('more'))).toBe(false);
  expect(localStorage.length).toBe(MAX_KEPT);
  outbox.drop('000');
  expect(outbox.add(write('more'))).toBe(true);
});

test('rubbish in the storage is passed over', () => {
  localStorage.setItem('steadyboard.tree.t.1', '{"write":{"key":1}}');
  localStorage.setItem('steadyboard.tree.t.2', 'null');
  localStorage.setItem('steadyboard.tree.t.3', '{');
  expect(outboxOf().entries).toEqual([]);
});

test('a list shows what was said after it was asked for, and no more than that', async () => {
  const outbox = outboxOf();
  outbox.add(write('1'));
  await settle();
  const asOf = outbox.said;
  outbox.add(write('2'));
  await settle();
  answers = [unreachable];
  outbox.add(write('3'));
  await settle();
  expect(outbox.since(asOf).map((one) => one.key)).toEqual(['2', '3']);
});
