// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connection } from '../../net/connection.svelte';
import { connectionTo } from '../../testing/hosts';
import { FarEnd } from '../../testing/socket';
import { Boards } from './boards.svelte';

/** Teacher at host a, board at host b: they meet at b. */
const stage = { lessonId: null, pageId: null, step: 0, tools: {} };
const away = { id: 'x', name: 'Room 12', connected: false, stage, revision: '1-a', lastSeenAt: '2026-11-24T08:00:00Z' };
const atB = { ...away, connected: true, host: 'b' };
const show = (step: number) => ({ kind: 'showPage', lessonId: 'l', pageId: 'p', step }) as const;
const list = (...boards: object[]) => ({ type: 'boards', boards });
const status = (host?: string) => ({
  type: 'boardStatus',
  boardId: 'x',
  connected: host !== undefined,
  lastSeenAt: null,
  ...(host ? { host } : {}),
});

let connection: Connection;
let boards: Boards;
let moves = false;

beforeEach(() => {
  vi.useFakeTimers();
  moves = false;
  start('a', 'b');
});

afterEach(() => {
  if (!moves) expect(connection.host.id, 'a line never moves the teacher').toBe('a');
  boards.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function start(...hosts: string[]): void {
  boards?.stop();
  localStorage.clear();
  FarEnd.install();
  FarEnd.pongs = true;
  connection = connectionTo(...hosts);
  boards = new Boards(
    connection,
    () => undefined,
    () => undefined,
  );
  boards.start();
}

const home = () => FarEnd.to('a');
const line = (host = 'b') => FarEnd.to(host);
const lines = () => FarEnd.all.filter((one) => one.readyState !== 3 && !one.url.includes('//a.'));
const said = (end: FarEnd) => end.sentOf('change').map(({ change }) => (change as { step?: number }).step);
const wait = (millis: number) => vi.advanceTimersByTimeAsync(millis);

function meet(): void {
  home().accept(list(atB));
  line().accept(list(atB));
}

/** Says a page, and has it acknowledged by `end`. */
function acknowledged(step: number, revision: string, end = line()): void {
  boards.change('x', show(step));
  end.say({ type: 'done', commandId: end.sentOf('change').at(-1)?.commandId, revision });
}

test('a click goes to the host of the board alone, over a line that says the same hello', () => {
  meet();
  boards.change('x', show(1));
  expect(said(line())).toEqual([1]);
  expect(said(home())).toEqual([]);
  expect(line().sentOf('hello')).toEqual(home().sentOf('hello'));
  line().say({ type: 'done', commandId: line().sentOf('change')[0]?.commandId, revision: '2-b' });
  expect(boards.pending).toEqual([]);
  expect(boards.main).toMatchObject({ revision: '2-b', stage: { step: 1 } });
});

test('a board of the home needs no line', async () => {
  home().accept(list({ ...atB, host: 'a' }));
  boards.change('x', show(1));
  expect(said(home())).toEqual([1]);
  await wait(5000);
  expect(lines()).toHaveLength(0);
});

test('hosts of before name no host, and need no line either', async () => {
  home().accept(list({ ...away, connected: true }));
  boards.change('x', show(1));
  await wait(20_000);
  expect(lines()).toHaveLength(0);
  expect(said(home())).toEqual([1]);
});

test('until the line is there, and when it cannot be, the way is by the home', async () => {
  home().accept(list(atB));
  boards.change('x', show(1));
  expect(said(home())).toEqual([1]);
  line().break();
  await wait(20_000);
  boards.change('x', show(2));
  expect(said(home())).toEqual([1, 2]);
  expect(home().readyState).toBe(1);
});

test('a click that is not acknowledged within 0.7 s is said at the home, too, with the same id; both may do it', async () => {
  meet();
  boards.change('x', show(1));
  await wait(699);
  expect(said(home())).toEqual([]);
  await wait(1);
  expect(said(home())).toEqual([1]);
  const [{ commandId } = {}] = home().sentOf('change');
  expect(line().sentOf('change')[0]?.commandId).toBe(commandId);
  home().say({ type: 'done', commandId, revision: '2-a' });
  line().say({ type: 'done', commandId, revision: '3-b' });
  expect(boards.main?.revision).toBe('3-b');
  home().say({ type: 'done', commandId, revision: '2-a' });
  expect(boards.main?.revision).toBe('3-b');
  await wait(5000);
  expect(said(line())).toEqual([1]);
});

test.each([
  ['is busy', () => line().say(refusal('busy'))],
  ['has no database', () => line().say(refusal('database-away'))],
  ['says that it is no good', () => line().say({ type: 'problem', code: 'stuck' })],
  ['closes the line', () => line().break()],
])('a host of the board that %s is not waited for', (_, happens) => {
  meet();
  boards.change('x', show(1));
  happens();
  expect(said(home())).toEqual([1]);
});

const refusal = (code: string) => ({
  type: 'refused',
  commandId: line().sentOf('change').at(-1)?.commandId,
  code,
});

test('a line that is silent is not waited for longer than its silence takes to be known', async () => {
  meet();
  await wait(0);
  line().mute = true;
  boards.change('x', show(1));
  await wait(1000);
  expect(said(home())).toEqual([1]);
  boards.change('x', show(2));
  expect(said(home())).toEqual([1, 2]);
});

test('a click under way is said again on a line that was made anew', async () => {
  meet();
  boards.change('x', show(1));
  line().break();
  await wait(400);
  line().accept(list(atB));
  expect(said(line())).toEqual([1]);
});

test('what the home did and the host of the board refuses in the end is said to that host again', async () => {
  meet();
  boards.change('x', show(1));
  await wait(700);
  home().say({ type: 'done', commandId: home().sentOf('change')[0]?.commandId, revision: '2-a' });
  expect(boards.pending).toEqual([]);
  line().say(refusal('busy'));
  expect(said(line())).toEqual([1, 1]);
  line().say({ type: 'done', commandId: line().sentOf('change')[0]?.commandId, revision: '3-b' });
  expect(boards.main?.revision).toBe('3-b');
  line().say(refusal('busy'));
  expect(said(line())).toEqual([1, 1]);
});

test.each([
  ['not here', 'not-paired', 1],
  ['too large', 'too-large', 0],
])('%s is what a host says that may not have the pairing: %s leaves %i', async (_, code, left) => {
  meet();
  await wait(3000);
  boards.change('x', show(1));
  line().say(refusal(code));
  expect(boards.pending).toHaveLength(left);
  if (left === 0) return;
  expect(said(home())).toEqual([1]);
  home().say({ ...refusal(code) });
  expect(boards.pending).toEqual([]);
});

test('the link between the hosts is cut: the home hears of nothing, and the class goes on', async () => {
  meet();
  acknowledged(1, '2-b');
  home().say(status());
  expect(boards.main?.connected).toBe(true);
  acknowledged(2, '3-b');
  await wait(60_000);
  expect(said(home())).toEqual([]);
  expect(lines()).toHaveLength(1);
});

test('a window that is opened during the cut finds the board', async () => {
  home().accept(list(away));
  expect(boards.main?.connected).toBe(false);
  line().accept(list({ ...atB, revision: '9-b' }));
  expect(boards.main).toMatchObject({ connected: true, revision: '9-b' });
  await wait(20_000);
  expect(lines()).toHaveLength(1);
});

test('a board that came to the home is steered there, told what it lacks, and the line goes', async () => {
  meet();
  acknowledged(1, '2-b');
  acknowledged(2, '3-b');
  line().break();
  home().say(status('a'));
  expect(said(home())).toEqual([2]);
  home().say({ type: 'done', commandId: home().sentOf('change')[0]?.commandId, revision: '4-a' });
  expect(boards.main).toMatchObject({ connected: true, host: 'a', revision: '4-a' });
  await wait(5000);
  expect(lines()).toHaveLength(0);
});

test('a board that came to the home, which has all, is told nothing again', () => {
  meet();
  acknowledged(1, '2-b');
  home().say({ type: 'stage', boardId: 'x', revision: '2-b', stage: { ...stage, step: 1 } });
  home().say(status('a'));
  expect(said(home())).toEqual([]);
});

test('a board that came to another host is told there what that host lacks, unless another teacher moved on', async () => {
  start('a', 'b', 'c');
  meet();
  acknowledged(1, '2-b');
  line().say(status());
  home().say(status('c'));
  line('c').accept(list({ ...atB, host: 'c' }));
  expect(said(line('c'))).toEqual([1]);
  line('c').say({ type: 'done', commandId: line('c').sentOf('change')[0]?.commandId, revision: '3-c' });
  line('c').say({ type: 'stage', boardId: 'x', revision: '4-c', stage: { ...stage, step: 7 } });
  line('c').break();
  home().say(status('b'));
  line('b').say(status('b'));
  await wait(100);
  expect(said(line('b'))).toEqual([1]);
});

test('a new home says nothing of old to a board that is seen elsewhere', async () => {
  meet();
  acknowledged(1, '2-b');
  home().break();
  await wait(400);
  home().accept(list(atB));
  expect(said(home())).toEqual([]);
});

test('a board that nobody sees is looked for at all hosts for 10 s, again after ever longer rests, and at a click', async () => {
  start('a', 'b', 'c');
  home().accept(list(away));
  expect(lines()).toHaveLength(2);
  await wait(10_000 + 5000);
  expect(lines()).toHaveLength(0);
  await wait(5000);
  expect(lines()).toHaveLength(2);
  await wait(10_000 + 5000);
  expect(lines()).toHaveLength(0);
  boards.change('x', show(1));
  expect(lines()).toHaveLength(2);
  line('c').accept(list({ ...away, connected: true, host: 'c' }));
  expect(said(line('c'))).toEqual([1]);
});

test('a board that no host knows is looked for once', async () => {
  boards.steer(['unpaired long ago']);
  home().accept(list());
  await wait(1000);
  expect(lines()).toHaveLength(1);
  line().accept(list());
  await wait(15_000);
  expect(lines()).toHaveLength(0);
  await wait(300_000);
  expect(lines()).toHaveLength(0);
});

test('what the home says of a host that we ask ourselves is not believed against that host', () => {
  meet();
  expect(boards.main?.connected).toBe(true);
  line().say(status());
  expect(boards.main?.connected).toBe(false);
});

test('pointers go to the host of the board alone', () => {
  meet();
  boards.point({ x: 0.5, y: 0.5, visible: true });
  expect(line().sentOf('pointer')).toHaveLength(1);
  expect(home().sentOf('pointer')).toHaveLength(0);
});

test('a board is disconnected at every host, and does not come back from what a lost line said', () => {
  meet();
  boards.unpair('x');
  expect(line().sentOf('unpair')).toHaveLength(1);
  expect(home().sentOf('unpair')).toHaveLength(1);
  line().break();
  home().say(list());
  expect(boards.list).toEqual([]);
});

test('when a line is signed out it alone ends; signing out ends them all', async () => {
  meet();
  line().say({ type: 'problem', code: 'signed-out' });
  line().break(1008);
  expect(boards.link).toBe('online');
  await wait(400);
  line().accept(list(atB));
  boards.stop();
  expect(FarEnd.all.every((one) => one.readyState === 3)).toBe(true);
  await wait(60_000);
  expect(FarEnd.all.every((one) => one.readyState === 3)).toBe(true);
});

test('when the host of the board becomes the home, there is one connection to it', async () => {
  meet();
  moves = true;
  home().say({ type: 'moveTo', host: 'b' });
  boards.change('x', show(1));
  expect(said(line())).toEqual([1]);
  await wait(400);
  const moved = FarEnd.last;
  expect(moved.url).toContain('//b.');
  moved.accept(list(atB));
  expect(boards.link).toBe('online');
  expect(FarEnd.all.filter((one) => one.readyState !== 3)).toEqual([moved]);
  expect(said(moved)).toEqual([1]);
});
