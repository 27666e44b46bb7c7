// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApiError } from '../../net/api';
import { connectionTo } from '../../testing/hosts';
import { FarEnd } from '../../testing/socket';
import { Boards } from './boards.svelte';

const stage = { lessonId: null, pageId: null, step: 0, tools: {} };
const board = { id: 'b', name: 'Room 12', connected: true, stage, revision: '1-a', lastSeenAt: null };
const show = (step: number) => ({ kind: 'showPage', lessonId: 'l', pageId: 'p', step }) as const;

let boards: Boards;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  FarEnd.install();
  start('a');
});

function start(...hosts: string[]): void {
  boards?.stop();
  localStorage.clear();
  FarEnd.install();
  FarEnd.pongs = true;
  boards = new Boards(
    connectionTo(...hosts),
    () => undefined,
    () => undefined,
  );
  boards.start();
}

afterEach(() => {
  boards.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function reconnect(boardsThen: object[]): void {
  FarEnd.last.break();
  vi.advanceTimersByTime(1000);
  FarEnd.last.accept({ type: 'boards', boards: boardsThen });
}

test('one board alone is steered without being chosen', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  expect(boards.main?.id).toBe('b');
});

test('of two boards none is steered until one is chosen', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board, { ...board, id: 'c' }] });
  expect(boards.main).toBeNull();
  boards.steer(['c']);
  boards.steer(['c', 'b']);
  expect(boards.targets.map((one) => one.id)).toEqual(['c', 'b']);
});

test('the only board can be left alone, and stays so when another one goes', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board, { ...board, id: 'c' }] });
  boards.steer(['c']);
  FarEnd.last.say({ type: 'boards', boards: [board] });
  expect(boards.main).toBeNull();
  boards.steer([]);
  expect(boards.main).toBeNull();
});

test('nothing of the choice is left for the next teacher', () => {
  boards.steer(['c']);
  boards.forgetChoice();
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  expect(localStorage.getItem('steadyboard.steered')).toBeNull();
  expect(boards.main?.id).toBe('b');
});

test('a change shows at once and is confirmed when it is done', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(3));
  const [sent] = FarEnd.last.sentOf('change');
  expect(boards.main && boards.stageOf(boards.main).step).toBe(3);
  FarEnd.last.say({ type: 'done', commandId: sent?.commandId, revision: '2-a' });
  expect(boards.pending).toEqual([]);
  expect(boards.main).toMatchObject({ revision: '2-a', stage: { step: 3 } });
});

test('what was not acknowledged is said again with the same id, the newest only', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  boards.change('b', show(2));
  const ids = FarEnd.last.sentOf('change').map((message) => message.commandId);
  reconnect([board]);
  const again = FarEnd.last.sentOf('change');
  expect(again).toHaveLength(1);
  expect(again[0]).toMatchObject({ commandId: ids[1], change: { step: 2 } });
});

test('a change made while away is said when back', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  FarEnd.last.break();
  boards.change('b', show(5));
  vi.advanceTimersByTime(1000);
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  expect(FarEnd.last.sentOf('change')).toHaveLength(1);
});

test('changes for a board that is no longer paired are let go, on a new connection after five seconds', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  reconnect([]);
  vi.advanceTimersByTime(4999);
  expect(boards.pending).toHaveLength(1);
  expect(FarEnd.last.sentOf('change')).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(boards.pending).toEqual([]);
  reconnect([board]);
  vi.advanceTimersByTime(5000);
  boards.change('b', show(1));
  FarEnd.last.say({ type: 'boards', boards: [] });
  expect(boards.pending).toEqual([]);
});

test('an older stage of another teacher changes nothing, a newer one does', () => {
  FarEnd.last.accept({ type: 'boards', boards: [{ ...board, revision: '5-a' }] });
  FarEnd.last.say({ type: 'stage', boardId: 'b', revision: '4-a', stage: { ...stage, step: 9 } });
  expect(boards.main?.stage?.step).toBe(0);
  FarEnd.last.say({ type: 'stage', boardId: 'b', revision: '6-a', stage: { ...stage, step: 9 } });
  expect(boards.main?.stage?.step).toBe(9);
});

test('pairing resolves with the board, which is the one that is steered from then on', async () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  const pairing = boards.pair('104827', 'Room 3');
  const [sent] = FarEnd.last.sentOf('pair');
  expect(sent).toMatchObject({ code: '104827', name: 'Room 3' });
  FarEnd.last.say({ type: 'paired', requestId: sent?.requestId, boardId: 'c' });
  expect(await pairing).toBe('c');
  FarEnd.last.say({ type: 'boards', boards: [board, { ...board, id: 'c' }] });
  expect(boards.targets.map((one) => one.id)).toEqual(['c']);
});

test.each(['unknown-code', 'expired-code', 'too-many-attempts'])('pairing fails with %s', async (code) => {
  FarEnd.last.accept({ type: 'boards', boards: [] });
  const pairing = boards.pair('104827', '');
  FarEnd.last.say({ type: 'refused', requestId: FarEnd.last.sentOf('pair')[0]?.requestId, code });
  await expect(pairing).rejects.toMatchObject({ code });
});

test('pairing waits for the connection', async () => {
  const pairing = boards.pair('104827', '');
  FarEnd.last.accept({ type: 'boards', boards: [] });
  const requests = FarEnd.last.sentOf('pair');
  expect(requests).toHaveLength(1);
  FarEnd.last.say({ type: 'boards', boards: [] });
  expect(FarEnd.last.sentOf('pair')).toHaveLength(1);
  FarEnd.last.say({ type: 'paired', requestId: requests[0]?.requestId, boardId: 'c' });
  expect(await pairing).toBe('c');
});

test('pairing gives up after ten seconds, with or without a connection', async () => {
  const alone = expect(boards.pair('104827', '')).rejects.toMatchObject({ code: 'unreachable' });
  vi.advanceTimersByTime(10_000);
  await alone;
  FarEnd.all[0]?.break();
  vi.advanceTimersByTime(1000);
  FarEnd.last.accept({ type: 'boards', boards: [] });
  const silent = expect(boards.pair('104827', '')).rejects.toMatchObject({ code: 'timed-out' });
  vi.advanceTimersByTime(10_000);
  await silent;
});

test('a board goes away and comes back', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  FarEnd.last.say({ type: 'boardStatus', boardId: 'b', connected: false, lastSeenAt: '2026-11-24T08:31:00Z' });
  expect(boards.main).toMatchObject({ connected: false, lastSeenAt: '2026-11-24T08:31:00Z' });
});

/** Says a change, and has it acknowledged with `revision`. */
function acknowledged(change: Parameters<Boards['change']>[1], revision: string): string {
  boards.change('b', change);
  const sent = FarEnd.last.sentOf('change');
  const commandId = String(sent[sent.length - 1]?.commandId);
  FarEnd.last.say({ type: 'done', commandId, revision });
  return commandId;
}

/** The host of the moment dies; the next one knows the board with `revision`, or not at all. */
async function nextHost(revision: string | null): Promise<void> {
  FarEnd.last.break();
  await vi.advanceTimersByTimeAsync(400);
  FarEnd.last.break();
  FarEnd.last.accept({ type: 'boards', boards: revision === null ? [] : [{ ...board, revision }] });
}

const saidAgain = () => FarEnd.last.sentOf('change').map((message) => message.commandId);

test('what was acknowledged and died with its host is said again to the next one, at once and with the same ids', async () => {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  acknowledged(show(1), '2-a');
  const tool = acknowledged({ kind: 'setTool', tool: 'timer', value: 5 }, '3-a');
  const page = acknowledged(show(2), '4-a');
  await nextHost('1-a');
  expect(FarEnd.last.url).toContain('b.example.org');
  expect(saidAgain()).toEqual([tool, page]);
  expect(boards.main && boards.stageOf(boards.main)).toMatchObject({ step: 2, tools: { timer: 5 } });
  FarEnd.last.say(
    { type: 'done', commandId: tool, revision: '5-b' },
    { type: 'done', commandId: page, revision: '6-b' },
  );
  expect(boards.pending).toEqual([]);
  expect(boards.main).toMatchObject({ revision: '6-b', stage: { step: 2, tools: { timer: 5 } } });
});

test('what the next host has is not said again', async () => {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  acknowledged(show(1), '2-a');
  await nextHost('2-a');
  expect(saidAgain()).toEqual([]);
});

test('where another teacher has moved on, nothing older is said again', async () => {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  acknowledged(show(1), '2-a');
  FarEnd.last.say({ type: 'stage', boardId: 'b', revision: '3-a', stage: { ...stage, step: 9 } });
  await nextHost('1-a');
  expect(saidAgain()).toEqual([]);
});

test('what died with its host, and a click of that moment, are said to a next host that hears of the board later', async () => {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  const tool = acknowledged({ kind: 'setTool', tool: 'timer', value: 5 }, '2-a');
  boards.change('b', show(2));
  const [click] = boards.pending;
  await nextHost(null);
  expect(saidAgain()).toEqual([]);
  await vi.advanceTimersByTimeAsync(3000);
  FarEnd.last.say({ type: 'boards', boards: [{ ...board, revision: '1-a' }] });
  expect(saidAgain()).toEqual([tool, click?.commandId]);
});

test('where another teacher has moved on, a board that the next host names later is told nothing older', async () => {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  acknowledged(show(1), '2-a');
  FarEnd.last.say({ type: 'stage', boardId: 'b', revision: '3-a', stage: { ...stage, step: 9 } });
  await nextHost(null);
  FarEnd.last.say({ type: 'boards', boards: [{ ...board, revision: '1-a' }] });
  expect(saidAgain()).toEqual([]);
});

test('a board that was disconnected and is connected again is told nothing of before', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  acknowledged(show(1), '2-a');
  FarEnd.last.say({ type: 'boards', boards: [] });
  FarEnd.last.say({ type: 'boards', boards: [{ ...board, stage: null, revision: null }] });
  expect(saidAgain()).toHaveLength(1);
});

test('a list that comes again on the same connection says nothing again', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  acknowledged(show(1), '2-a');
  FarEnd.last.say({ type: 'boards', boards: [board] });
  expect(saidAgain()).toHaveLength(1);
});

test.each(['busy', 'database-away'])('a change that is refused with %s is said again', async (code) => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  const [sent] = FarEnd.last.sentOf('change');
  FarEnd.last.say({ type: 'refused', commandId: sent?.commandId, code });
  await vi.advanceTimersByTimeAsync(1000);
  expect(saidAgain()).toEqual([sent?.commandId, sent?.commandId]);
});

test('a change that a host did not hear, because too much was said to it, is said again', async () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  const [sent] = FarEnd.last.sentOf('change');
  FarEnd.last.say({ type: 'problem', code: 'busy' });
  await vi.advanceTimersByTimeAsync(1000);
  expect(saidAgain()).toEqual([sent?.commandId, sent?.commandId]);
});

test('a change that a host without database refuses is taken to the next host', async () => {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  const [sent] = FarEnd.last.sentOf('change');
  FarEnd.last.say({ type: 'refused', commandId: sent?.commandId, code: 'database-away' });
  await vi.advanceTimersByTimeAsync(400);
  expect(FarEnd.last.url).toContain('b.example.org');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  expect(saidAgain()).toEqual([sent?.commandId]);
});

test('a change that may not be made is let go', async () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  await vi.advanceTimersByTimeAsync(3000);
  boards.change('b', show(1));
  FarEnd.last.say({ type: 'refused', commandId: FarEnd.last.sentOf('change')[0]?.commandId, code: 'not-paired' });
  expect(boards.pending).toEqual([]);
});

test('a change right after the pairing is said again until the host has heard of it, for three seconds', async () => {
  FarEnd.last.accept({ type: 'boards', boards: [] });
  FarEnd.last.say({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  const refuse = () => {
    const commandId = FarEnd.last.sentOf('change')[0]?.commandId;
    FarEnd.last.say({ type: 'refused', commandId, code: 'not-paired' });
  };
  refuse();
  await vi.advanceTimersByTimeAsync(250);
  expect(saidAgain()).toHaveLength(2);
  expect(new Set(saidAgain()).size).toBe(1);
  await vi.advanceTimersByTimeAsync(2750);
  refuse();
  expect(boards.pending).toEqual([]);
});

/** Hosts a (slot 1, in use) and b (slot 2), and a code that b gave. */
function pairAtB(): { pairing: Promise<string>; errand: FarEnd } {
  start('a', 'b');
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  const pairing = boards.pair('204827', 'Room 3');
  pairing.catch(() => undefined);
  expect(FarEnd.last.url).toBe('wss://b.example.org/ws/teacher');
  return { pairing, errand: FarEnd.last };
}

test('a code is asked of the host that gave it, beside the connection in use', async () => {
  const { pairing, errand } = pairAtB();
  errand.accept({ type: 'boards', boards: [] });
  expect(errand.sent.map((message) => message.type)).toEqual(['hello', 'pair']);
  errand.say({ type: 'paired', requestId: errand.sentOf('pair')[0]?.requestId, boardId: 'c' });
  expect(await pairing).toBe('c');
  expect(errand.readyState).toBe(3);
  FarEnd.to('a').say({ type: 'boards', boards: [board, { ...board, id: 'c' }] });
  expect(boards.main?.id).toBe('c');
});

test('a pairing that does not arrive at the home is lived with where it was made, and nobody moves', async () => {
  const { pairing, errand } = pairAtB();
  errand.accept();
  errand.say({ type: 'paired', requestId: errand.sentOf('pair')[0]?.requestId, boardId: 'c' });
  await pairing;
  const line = FarEnd.to('b');
  expect(line).not.toBe(errand);
  line.accept({ type: 'boards', boards: [{ ...board, id: 'c', host: 'b' }] });
  expect(boards.main).toMatchObject({ id: 'c', connected: true });
  boards.change('c', show(1));
  expect(line.sentOf('change')).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(FarEnd.to('a').readyState).toBe(1);
  expect(FarEnd.to('a').sentOf('change')).toHaveLength(0);
  expect(boards.main?.id).toBe('c');
});

test('the refusal of the host that gave the code is final', async () => {
  const { pairing, errand } = pairAtB();
  errand.accept();
  errand.say({ type: 'refused', requestId: errand.sentOf('pair')[0]?.requestId, code: 'expired-code' });
  await expect(pairing).rejects.toMatchObject({ code: 'expired-code' });
  expect(FarEnd.all[0]?.sentOf('pair')).toHaveLength(0);
});

test.each([
  ['refuses', (errand: FarEnd) => errand.break()],
  ['does not open', () => vi.advanceTimersByTime(1500)],
  ['has no database', (errand: FarEnd) => errand.accept({ type: 'problem', code: 'database-away' })],
])('the host in use is asked when the one that gave the code %s', async (_, happens) => {
  const { pairing, errand } = pairAtB();
  happens(errand);
  await vi.advanceTimersByTimeAsync(0);
  const asked = FarEnd.all[0]?.sentOf('pair') ?? [];
  expect(asked).toHaveLength(1);
  FarEnd.all[0]?.say({ type: 'refused', requestId: asked[0]?.requestId, code: 'unknown-code' });
  await expect(pairing).rejects.toMatchObject({ code: 'code-host-away' });
});

test.each([
  ['knows of the pairing', { type: 'paired', boardId: 'c' }, 'c'],
  ['has had enough guesses', { type: 'refused', code: 'too-many-attempts' }, 'too-many-attempts'],
])('a host in use that %s is believed when the one that gave the code is away', async (_, says, outcome) => {
  const { pairing, errand } = pairAtB();
  errand.break();
  await vi.advanceTimersByTimeAsync(0);
  FarEnd.all[0]?.say({ ...says, requestId: FarEnd.all[0].sentOf('pair')[0]?.requestId });
  expect(await pairing.catch((error: ApiError) => error.code)).toBe(outcome);
});
