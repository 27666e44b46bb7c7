// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../net/api';
import { Connection } from '../net/connection.svelte';
import { answerRequests, furnishDocument } from '../testing/page';
import { FarEnd } from '../testing/socket';
import { language } from '../words/language.svelte';
import { say } from '../words/teacher/say';
import { Boards } from './boards/boards.svelte';
import { Session } from './account/session.svelte';

const account = { id: 't', email: 'teacher@example.org', name: 'Teacher', role: 'teacher' };
const lessonId = '01938f00-0000-7000-8000-000000000001';
const pages = ['01938f00-0000-7000-8000-00000000000a', '01938f00-0000-7000-8000-00000000000b'];
const lesson = {
  id: lessonId,
  title: 'The sky',
  language: 'en',
  pages: pages.map((id, index) => ({ id, html: `<h1>Page ${index + 1}</h1>`, notes: index ? '' : 'Say hello.' })),
};
const nothing = Response.json({ code: 'not-signed-in' }, { status: 401 });
const signedIn = {
  '/api/session': { account, expiresAt: '2027-01-01T00:00:00Z' },
  '/api/account/preferences': {},
  '/api/nodes': { nodes: [], cursor: null },
  [`/api/lessons/${lessonId}`]: lesson,
};

let boards: Boards;
let connection: Connection;

beforeEach(() => {
  localStorage.clear();
  FarEnd.install();
  furnishDocument();
  language.choose('en');
});

afterEach(() => {
  boards.stop();
  cleanup();
  location.hash = '';
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function open(hash: string, answers: Record<string, unknown>): Promise<Request[]> {
  const requests = answerRequests(answers);
  location.hash = hash;
  const { router } = await import('./router.svelte');
  const { default: TeacherApp } = await import('./TeacherApp.svelte');
  router.start();
  connection = new Connection([{ id: 'a', url: 'http://localhost', slot: 1 }]);
  const api = new ApiClient(connection);
  const session = new Session(api);
  boards = new Boards(
    connection,
    () => undefined,
    () => undefined,
  );
  render(TeacherApp, { app: { connection, api, session, boards } });
  await session.start();
  return requests;
}

test('asks to sign in, and says kindly what is not right', async () => {
  await open('#/', { '/api/session': nothing });
  answerRequests({ '/api/session': Response.json({ code: 'bad-credentials' }, { status: 401 }) });
  await fireEvent.input(await screen.findByLabelText('E-mail address'), { target: { value: account.email } });
  await fireEvent.input(screen.getByLabelText('Password'), { target: { value: 'wrong' } });
  await fireEvent.submit(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByText('That e-mail address or password is not right.');
});

test('signs in', async () => {
  await open('#/', { '/api/session': nothing });
  answerRequests(signedIn);
  await fireEvent.submit(await screen.findByRole('button', { name: 'Sign in' }));
  await screen.findByText('There are no lessons yet.');
});

test('speaks Dutch', async () => {
  await open('#/', { '/api/session': nothing });
  language.choose('nl');
  await screen.findByRole('button', { name: 'Inloggen' });
  expect(document.documentElement.lang).toBe('nl');
});

test('a link from a board fills its code in', async () => {
  await open('#/pair/104827', signedIn);
  expect(await screen.findByLabelText<HTMLInputElement>('Code')).toHaveProperty('value', '104827');
});

test('keys steer, but not while typing', async () => {
  await open(`#/lesson/${lessonId}`, signedIn);
  const stage = await screen.findByTestId('stage');
  await fireEvent.keyDown(document.body, { key: 'PageDown' });
  expect(stage.dataset.pageId).toBe(pages[1]);
  await fireEvent.keyDown(document.body, { key: 'ArrowLeft' });
  expect(stage.dataset.pageId).toBe(pages[0]);
  const field = document.createElement('input');
  stage.append(field);
  await fireEvent.keyDown(field, { key: 'ArrowRight' });
  expect(stage.dataset.pageId).toBe(pages[0]);
});

test('what was changed elsewhere is taken up in place, when the page comes to the front', async () => {
  await open(`#/lesson/${lessonId}/${pages[1]}`, signedIn);
  const stage = await screen.findByTestId('stage');
  const before = { ...lesson.pages[0], id: '01938f00-0000-7000-8000-000000000009' };
  const changed = { ...lesson.pages[1], html: '<h1>Changed</h1>', notes: 'Say goodbye.' };
  const now = { ...lesson, title: 'The stars', pages: [before, lesson.pages[0], changed] };
  answerRequests({ ...signedIn, [`/api/lessons/${lessonId}`]: now });
  dispatchEvent(new Event('focus'));
  await screen.findByText('Say goodbye.');
  await screen.findByRole('heading', { name: 'The stars' });
  expect(stage.dataset.pageId).toBe(pages[1]);
});

test('the address keeps the page, so that a reload comes back to it', async () => {
  await open(`#/lesson/${lessonId}`, signedIn);
  await screen.findByText('Say hello.');
  await fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(location.hash).toBe(`#/lesson/${lessonId}/${pages[1]}/0`);
  expect(screen.getByRole('button', { name: 'Next' })).toHaveProperty('disabled', true);
});

test('what is typed is searched for, and shown with its hits marked', async () => {
  const hit = { lessonId, pageId: pages[0], title: 'The sky', path: ['Course'], excerpt: 'a <mark>star</mark> & <b>' };
  await open('#/', { ...signedIn, '/api/search': { hits: [hit], cursor: null } });
  const field = await screen.findByRole<HTMLInputElement>('searchbox', { name: 'Search' });
  await fireEvent.input(field, { target: { value: 'star' } });
  expect(field.value).toBe('star');
  expect((await screen.findByText('star')).tagName).toBe('MARK');
  expect(location.hash).toBe('#/search?q=star');
});

test("a board's state is always in sight", async () => {
  await open('#/', signedIn);
  await screen.findByText('There are no lessons yet.');
  const stage = { lessonId: null, pageId: null, step: 0, tools: {} };
  const board = { id: 'b', name: 'Room 12', connected: true, stage, revision: '1-a', lastSeenAt: null };
  FarEnd.last.accept({ type: 'boards', boards: [board] });
  expect((await screen.findByTestId('board-status')).dataset.state).toBe('connected');
  FarEnd.last.say({ type: 'boardStatus', boardId: 'b', connected: false, lastSeenAt: null });
  await screen.findByText('Away');
  expect(screen.getByTestId('board-status').dataset.state).toBe('away');
});

/** Board b at host a shows page `shown` of the open lesson, says so, and is steered. */
async function present(): Promise<void> {
  await open(`#/lesson/${lessonId}`, signedIn);
  const stage = { lessonId, pageId: pages[0], step: 0, tools: {} };
  const board = { id: 'b', name: 'Room 12', connected: true, stage, revision: '1-a', lastSeenAt: null, host: 'a' };
  FarEnd.pongs = true;
  FarEnd.last.accept({ type: 'boards', boards: [{ ...board, shown: '1-a' }] });
  await screen.findByText('On the board');
  vi.useFakeTimers();
}

const live = () => screen.getByTestId('live');
const signs = () => [
  live().dataset.state,
  live().textContent?.trim(),
  screen.getByTestId('board-status').dataset.state,
];
const after = (millis: number) => vi.advanceTimersByTimeAsync(millis);

async function next(revision: string): Promise<void> {
  await fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  FarEnd.last.say({ type: 'done', commandId: FarEnd.last.sentOf('change').at(-1)?.commandId, revision });
  await after(0);
}

test('a page is on the board when the board has said so, and no sooner', async () => {
  await present();
  await next('2-a');
  expect(live().dataset.state).toBe('on-its-way');
  await after(300);
  expect(signs()).toEqual(['on-its-way', 'On its way to the board…', 'connected']);
  FarEnd.last.say({ type: 'shown', boardId: 'b', revision: '2-a' });
  await after(0);
  expect(signs()).toEqual(['on-board', 'On the board', 'connected']);
});

test.each([
  ['en', 'Not yet on the board', 'Not yet on the board. Look at it: is it on?'],
  ['nl', 'Nog niet op het bord', 'Nog niet op het bord. Kijk even: staat het aan?'],
] as const)('in %s, a board that does not follow is told of, and after 3 s what to do', async (code, words, advice) => {
  await present();
  await next('2-a');
  language.choose(code);
  await after(1000);
  expect(signs()).toEqual(['not-yet', words, 'connected']);
  await after(2000);
  expect(signs()).toEqual(['not-yet', advice, 'connected']);
});

test('a board that went is away on every sign', async () => {
  await present();
  await next('2-a');
  FarEnd.last.say({ type: 'boardStatus', boardId: 'b', connected: false, lastSeenAt: null });
  await after(0);
  expect(signs()).toEqual(['away', 'Away: the board is not connected', 'away']);
});

test('what no host has yet is not yet on the board; without any connection there is no advice', async () => {
  await present();
  FarEnd.last.break();
  await fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  await after(3500);
  expect(signs()).toEqual(['not-yet', 'Not yet on the board', 'connected']);
});

test.each([
  ['en', 'This host has a problem; your page stays'],
  ['nl', 'Deze host heeft een probleem; je pagina blijft staan'],
] as const)('in %s, a home that is no good is told of while no other is better', async (code, words) => {
  language.choose(code);
  await open('#/', signedIn);
  FarEnd.last.accept({ type: 'boards', boards: [] }, { type: 'problem', code: 'stuck', detail: '' });
  await screen.findByText(words);
  FarEnd.last.say({ type: 'restored' });
  await waitFor(() => expect(screen.queryByText(words)).toBeNull());
});

const happens = {
  changing: () => (connection.changing = true),
  slow: () => (connection.slow = true),
  reconnecting: () => FarEnd.last.break(),
  offline: () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    FarEnd.last.break();
  },
};

test.each([
  ['en', 'changing', 'Changing host…'],
  ['nl', 'changing', 'Van host wisselen…'],
  ['en', 'slow', 'Your internet is slow'],
  ['nl', 'slow', 'Je internet is traag'],
  ['en', 'offline', 'You are offline'],
  ['nl', 'offline', 'Je bent offline'],
  ['en', 'reconnecting', 'Connecting again…'],
  ['nl', 'reconnecting', 'Opnieuw verbinden…'],
] as const)('in %s, %s is said in the top bar', async (code, sign, words) => {
  language.choose(code);
  await open('#/', signedIn);
  // An answer that comes quickly takes the sign of slow internet away.
  await screen.findByText(say().emptyHome);
  const shown = screen.getByTestId('connection');
  FarEnd.last.accept({ type: 'boards', boards: [] });
  await waitFor(() => expect(shown.dataset.state).toBe('online'));
  expect(shown.textContent?.trim()).toBe('');
  happens[sign]();
  await waitFor(() => expect(shown.textContent?.trim()).toBe(words));
  expect(shown.dataset.sign).toBe(sign);
});

test('the host is named in the account menu only', async () => {
  await open('#/', signedIn);
  const menu = await screen.findByRole('button', { name: 'Your account' });
  expect(screen.queryByTestId('host')).toBeNull();
  await fireEvent.click(menu);
  const host = screen.getByTestId('host');
  expect(host.textContent).toBe('Connected to host a');
  language.choose('nl');
  await waitFor(() => expect(host.textContent).toBe('Verbonden met host a'));
  await fireEvent.click(menu);
  expect(screen.queryByTestId('host')).toBeNull();
});
