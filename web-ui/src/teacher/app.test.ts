// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from '../net/connection.svelte';
import { answerRequests, furnishDocument } from '../testing/page';
import { FarEnd } from '../testing/socket';
import { language } from '../words/language.svelte';
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
  vi.unstubAllGlobals();
});

async function open(hash: string, answers: Record<string, unknown>): Promise<Request[]> {
  const requests = answerRequests(answers);
  location.hash = hash;
  const { router } = await import('./router.svelte');
  const { default: TeacherApp } = await import('./TeacherApp.svelte');
  router.start();
  const connection = new Connection([{ id: 'a', url: 'http://localhost', slot: 1 }]);
  const session = new Session(connection.api);
  boards = new Boards(
    connection,
    () => undefined,
    () => undefined,
  );
  render(TeacherApp, { app: { connection, session, boards } });
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
