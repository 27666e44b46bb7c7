// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
  boards = new Boards(
    () => 'ws://a.example.org/ws/teacher',
    () => undefined,
    () => undefined,
  );
  boards.start();
});

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

test('changes for a board that is no longer paired are let go', () => {
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  boards.change('b', show(1));
  reconnect([]);
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
