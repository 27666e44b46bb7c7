// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../net/api';
import { Connection } from '../net/connection.svelte';
import { answerRequests, furnishDocument } from '../testing/page';
import { FarEnd } from '../testing/socket';
import { language } from '../words/language.svelte';
import { Board } from './board.svelte';

const identity = { id: '0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5f', secret: 's' };
const lesson = (id: string) => ({
  id,
  title: id,
  language: 'en',
  pages: [
    { id: `${id}-1`, html: `<h1>${id} one</h1>` },
    { id: `${id}-2`, html: `<h1>${id} two</h1>` },
  ],
});
const stage = (revision: string, lessonId: string, pageId: string, tools = {}) => ({
  type: 'stage',
  revision,
  stage: { lessonId, pageId, step: 0, tools },
});

let board: Board;
let requests: Request[];

beforeEach(() => {
  localStorage.clear();
  FarEnd.install();
  furnishDocument();
  language.choose('en');
  requests = answerRequests({ '/api/board-lesson/sky': lesson('sky'), '/api/board-lesson/sea': lesson('sea') });
});

afterEach(() => {
  board.stop();
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const hosts = [
  { id: 'a', url: 'http://localhost', slot: 1 },
  { id: 'b', url: 'http://localhost:81', slot: 2 },
];

async function start(count = 1): Promise<void> {
  const { default: BoardPage } = await import('./BoardPage.svelte');
  localStorage.removeItem('steadyboard.hosts');
  const connection = new Connection(hosts.slice(0, count), { random: () => 0 });
  board = new Board(connection, new ApiClient(connection), identity);
  board.start();
  render(BoardPage, { board });
}

async function shows(text: string): Promise<HTMLElement> {
  await screen.findByText(text);
  return screen.getByTestId('stage');
}

test('shows its code in two groups, and a new one when it comes', async () => {
  await start();
  FarEnd.last.accept({ type: 'code', code: '104827', expiresAt: '2026-11-24T08:40:00Z' });
  await waitFor(() => expect(screen.getByTestId('board-code').textContent?.trim()).toBe('104 827'));
  FarEnd.last.say({ type: 'code', code: '190001', expiresAt: '2026-11-24T08:50:00Z' });
  await waitFor(() => expect(screen.getByTestId('board-code').textContent?.trim()).toBe('190 001'));
  await screen.findByRole('img', { name: /QR code/ });
});

test('is calm after pairing, then shows the page of the newest stage', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'Room teacher' });
  await screen.findByText('Connected with Room teacher');
  FarEnd.last.say(stage('2-a', 'sky', 'sky-2'), stage('1-a', 'sky', 'sky-1'));
  const element = await shows('sky two');
  expect(element.dataset).toMatchObject({ pageId: 'sky-2', step: '0', revision: '2-a' });
  expect(requests[0]?.headers.get('Authorization')).toBe(`Board ${identity.id}.s`);
});

test('comes back with its page before any host has answered, and says what it knows', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('7-a', 'sky', 'sky-2'));
  await shows('sky two');
  board.stop();
  cleanup();
  answerRequests({});
  await start();
  const element = await shows('sky two');
  expect(element.dataset.revision).toBe('7-a');
  FarEnd.last.accept();
  expect(FarEnd.last.sentOf('hello')[0]).toMatchObject({ boardId: identity.id, secret: 's', revision: '7-a' });
});

test('keeps the page while the next lesson is on its way and when the connection is lost', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  FarEnd.last.say(stage('2-a', 'nowhere', 'p'));
  FarEnd.last.break();
  expect((await shows('sky one')).dataset.revision).toBe('1-a');
  await waitFor(() => expect(screen.getByTestId('connection').dataset.state).toBe('reconnecting'));
  expect(screen.getByTestId('stage')).toBeTruthy();
});

test('goes black and comes back', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1', { blank: true }));
  const element = await shows('sky one');
  expect(element.classList.contains('blank')).toBe(true);
  FarEnd.last.say(stage('2-a', 'sky', 'sky-1'));
  await waitFor(() => expect(element.classList.contains('blank')).toBe(false));
});

test('changes lessons', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  FarEnd.last.say(stage('2-a', 'sea', 'sea-2'));
  await shows('sea two');
});

test('returns to the code when it is disconnected, and forgets the lesson', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('9-a', 'sky', 'sky-1'));
  await shows('sky one');
  FarEnd.last.say({ type: 'unpaired' }, { type: 'code', code: '104827', expiresAt: '' });
  await waitFor(() => expect(screen.getByTestId('board-code').textContent?.trim()).toBe('104 827'));
  expect(localStorage.getItem('steadyboard.board.lesson')).toBeNull();
});

test('shows a code for one more teacher without losing the page', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  board.pairMore();
  expect(FarEnd.last.sentOf('code')).toHaveLength(1);
  FarEnd.last.say({ type: 'code', code: '104827', expiresAt: '' });
  await waitFor(() => expect(screen.getByTestId('board-code').textContent?.trim()).toBe('104 827'));
  FarEnd.last.say({ type: 'paired', teacherName: 'U' });
  await shows('sky one');
});

const said = () => FarEnd.last.sentOf('shown').map((message) => message.revision);
const says = (...revisions: string[]) => waitFor(() => expect(said()).toEqual(revisions));

test('says what it shows once it is drawn, and not before', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  expect(said()).toEqual([]);
  await shows('sky one');
  await says('1-a');
  FarEnd.last.say(stage('2-a', 'nowhere', 'p'));
  FarEnd.last.say(stage('3-a', 'sky', 'sky-2'));
  await shows('sky two');
  await says('1-a', '3-a');
});

test('says that it shows nothing, and that it is black', async () => {
  await start();
  const empty = { lessonId: null, pageId: null, step: 0, tools: {} };
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, { type: 'stage', revision: '1-a', stage: empty });
  await says('1-a');
  FarEnd.last.say(stage('2-a', 'sky', 'sky-1'));
  await says('1-a', '2-a');
  FarEnd.last.say(stage('3-a', 'sky', 'sky-1', { blank: true }));
  await says('1-a', '2-a', '3-a');
});

test('says after each greeting what is on screen, also when it is not the newest', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await says('1-a');
  FarEnd.last.say(stage('2-a', 'nowhere', 'p'));
  FarEnd.last.break();
  await waitFor(() => expect(FarEnd.all).toHaveLength(2));
  expect(said()).toEqual([]);
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' });
  expect(said()).toEqual(['1-a']);
});

test('does not say that it shows a page while a code covers it, and says so again afterwards', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await says('1-a');
  board.pairMore();
  FarEnd.last.say(stage('2-a', 'sky', 'sky-2'));
  await screen.findByTestId('board-code');
  expect(said()).toEqual(['1-a']);
  board.stopPairingMore();
  await says('1-a', '2-a');
});

async function changeHost(): Promise<void> {
  const before = FarEnd.all.length;
  FarEnd.last.break();
  await waitFor(() => expect(FarEnd.all).toHaveLength(before + 1));
  FarEnd.last.break();
  expect(FarEnd.last.url).toBe('ws://localhost:81/ws/board');
}

test('keeps its page while it changes host, says so, and goes on there', async () => {
  await start(2);
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  await changeHost();
  await screen.findByText('Changing host…');
  await shows('sky one');
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('2-b', 'sky', 'sky-2'));
  await shows('sky two');
  expect(FarEnd.last.sentOf('hello')[0]).toMatchObject({ revision: '1-a' });
});

test('an unpaired board shows the code of the host that it came to', async () => {
  await start(2);
  FarEnd.last.accept({ type: 'code', code: '104827', expiresAt: '' });
  await changeHost();
  FarEnd.last.accept({ type: 'code', code: '204827', expiresAt: '' });
  await waitFor(() => expect(screen.getByTestId('board-code').textContent?.trim()).toBe('204 827'));
});

test('a host that has not heard of the pairing yet does not take the page away', async () => {
  await start(2);
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  await changeHost();
  vi.useFakeTimers();
  FarEnd.last.accept({ type: 'code', code: '204827', expiresAt: '' });
  await vi.advanceTimersByTimeAsync(2900);
  FarEnd.last.say({ type: 'paired', teacherName: 'T' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(board.screen).toMatchObject({ paired: true, revision: '1-a' });
  FarEnd.last.break();
  await vi.advanceTimersByTimeAsync(400);
  FarEnd.last.break();
  FarEnd.last.accept({ type: 'code', code: '104827', expiresAt: '' });
  await vi.advanceTimersByTimeAsync(3000);
  vi.useRealTimers();
  expect(board.screen.paired).toBe(false);
});

test('says that it is open in another window, keeps its page, and goes on when it is touched', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  FarEnd.last.break(1000, 'replaced');
  await screen.findByText('Open in another window. Touch to go on here.');
  await shows('sky one');
  expect(FarEnd.all).toHaveLength(1);
  dispatchEvent(new Event('pointerdown'));
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('2-a', 'sky', 'sky-2'));
  await shows('sky two');
  expect(FarEnd.all).toHaveLength(2);
  expect(screen.queryByText('Open in another window. Touch to go on here.')).toBeNull();
});

test('an unpaired board says so too', async () => {
  await start();
  FarEnd.last.accept({ type: 'code', code: '104827', expiresAt: '' });
  FarEnd.last.break(1000, 'replaced');
  await screen.findByText('Open in another window. Touch to go on here.');
});

test.each([
  ['en', 'slow', 'Your internet is slow'],
  ['nl', 'slow', 'Je internet is traag'],
  ['en', 'changing', 'Changing host…'],
  ['nl', 'changing', 'Van host wisselen…'],
] as const)('in %s, %s is said beside the page, and no longer than it lasts', async (code, sign, words) => {
  language.choose(code);
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  const shown = screen.getByTestId('connection');
  expect(shown.textContent?.trim()).toBe('');
  board.connection[sign] = true;
  await waitFor(() => expect(shown.textContent?.trim()).toBe(words));
  expect(shown.dataset.sign).toBe(sign);
  await shows('sky one');
  board.connection[sign] = false;
  await waitFor(() => expect(shown.textContent?.trim()).toBe(''));
});

test.each([
  ['en', false, 'You are offline. The page stays; we keep trying.'],
  ['nl', false, 'Je bent offline. De pagina blijft staan; we blijven het proberen.'],
  ['en', true, 'Connection lost. The page stays; we keep trying.'],
  ['nl', true, 'Verbinding weg. De pagina blijft staan; we blijven het proberen.'],
] as const)('in %s, with a network %s, a loss is said once it lasts', async (code, onLine, words) => {
  language.choose(code);
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  const shown = screen.getByTestId('connection');
  vi.useFakeTimers();
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(onLine);
  FarEnd.last.break();
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(2400);
  expect(shown.textContent?.trim()).toBe('');
  await vi.advanceTimersByTimeAsync(200);
  expect(shown.textContent?.trim()).toBe(words);
  expect(screen.getByTestId('stage')).toBeTruthy();
});

test.each([
  ['en', 'This host has a problem. The page stays; we keep looking.'],
  ['nl', 'Deze host heeft een probleem. De pagina blijft staan; we blijven zoeken.'],
] as const)(
  'in %s, a host that is no good is said quietly while no other is better, and the page stays',
  async (code, words) => {
    language.choose(code);
    await start();
    FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
    await shows('sky one');
    FarEnd.last.say({ type: 'problem', code: 'stuck', detail: '' });
    await screen.findByText(words);
    expect(screen.getByTestId('connection').dataset).toMatchObject({ state: 'online', sign: 'trouble' });
    await shows('sky one');
    FarEnd.last.say({ type: 'restored' });
    await waitFor(() => expect(screen.queryByText(words)).toBeNull());
  },
);

test('names its host in the menu only', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' });
  await screen.findByText('Connected with T');
  expect(screen.queryByTestId('host')).toBeNull();
  await fireEvent.click(screen.getByRole('button', { name: 'Menu of this board' }));
  const host = screen.getByTestId('host');
  expect(host.textContent).toBe('Connected to host a');
  language.choose('nl');
  await waitFor(() => expect(host.textContent).toBe('Verbonden met host a'));
  await fireEvent.click(screen.getByRole('button', { name: 'Sluiten' }));
  expect(screen.queryByTestId('host')).toBeNull();
});

test('pictures of the page in sight and of the next two come first', async () => {
  const pages = Array.from({ length: 12 }, (_, page) => ({
    id: `p-${page}`,
    html: `<p><img src="/media/${page}/x"></p>`,
  }));
  answerRequests({ '/api/board-lesson/sky': { ...lesson('sky'), pages } });
  const asked = () =>
    pages.flatMap(({ id }, page) =>
      board.plans?.of(id)?.blocks[0]?.node.querySelector('img')?.hasAttribute('src') ? [page] : [],
    );
  await start();
  FarEnd.last.accept({ type: 'paired', boardName: null, teacherName: 'T' }, stage('1-a', 'sky', 'p-6'));
  await waitFor(() => expect(asked()).toEqual([5, 6, 7, 8]));
  FarEnd.last.say(stage('2-a', 'sky', 'p-11'));
  await waitFor(() => expect(asked()).toEqual([5, 6, 7, 8, 11]));
});

/** The sky with another first page, as it is answered from now on. */
function changeTheSky(text: string): Request[] {
  const changed = lesson('sky');
  changed.pages[0] = { id: 'sky-1', html: `<h1>${text}</h1>` };
  return answerRequests({ '/api/board-lesson/sky': changed });
}

test('shows what was changed in its lesson, on the page and step where it stands', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  const element = await shows('sky one');
  changeTheSky('sky new');
  FarEnd.last.say({ type: 'lesson', lessonId: 'sky' });
  expect(await shows('sky new')).toBe(element);
  expect(element.dataset).toMatchObject({ pageId: 'sky-1', step: '0', revision: '1-a' });
});

test('asks again when its host had not heard of the change yet, and not for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(Math, 'random').mockReturnValue(0);
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await vi.waitFor(() => expect(screen.getByText('sky one')).toBeTruthy());
  const before = changeTheSky('sky one');
  FarEnd.last.say({ type: 'lesson', lessonId: 'sky' });
  await vi.advanceTimersByTimeAsync(99);
  expect(before).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(before).toHaveLength(1);
  const after = changeTheSky('sky new');
  await vi.advanceTimersByTimeAsync(1000);
  expect(after).toHaveLength(1);
  await vi.waitFor(() => expect(screen.getByText('sky new')).toBeTruthy());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(after).toHaveLength(1);
  FarEnd.last.say({ type: 'lesson', lessonId: 'sky' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(after, 'what stays the same is asked for three times').toHaveLength(4);
});

test('a change of another lesson is none of its business', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await vi.waitFor(() => expect(screen.getByText('sky one')).toBeTruthy());
  const asked = changeTheSky('sky new');
  FarEnd.last.say({ type: 'lesson', lessonId: 'sea' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(0);
});

test('a page that was deleted stays on the board until another one is shown', async () => {
  await start();
  FarEnd.last.accept({ type: 'paired', teacherName: 'T' }, stage('1-a', 'sky', 'sky-1'));
  await shows('sky one');
  const left = { ...lesson('sky'), pages: lesson('sky').pages.slice(1) };
  const asked = answerRequests({ '/api/board-lesson/sky': left });
  FarEnd.last.say({ type: 'lesson', lessonId: 'sky' });
  await waitFor(() => expect(asked).toHaveLength(1));
  await waitFor(() => expect(board.lesson?.pages).toHaveLength(1));
  await shows('sky one');
  FarEnd.last.say(stage('2-a', 'sky', 'sky-2'));
  await shows('sky two');
});
