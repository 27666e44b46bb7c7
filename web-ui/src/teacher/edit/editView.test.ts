// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../net/api';
import { Connection } from '../../net/connection.svelte';
import { answerRequests, furnishDocument } from '../../testing/page';
import { FarEnd } from '../../testing/socket';
import { language } from '../../words/language.svelte';
import { Session } from '../account/session.svelte';
import { Boards } from '../boards/boards.svelte';
import { draftsOf } from './drafts';
import { DraftStore } from './store';
import { UNSAID_KEY } from './unsaid';

vi.mock('../media/pictures', () => ({
  Pictures: class {
    pick = async () => [{ id: 'moon', name: 'moon', placeholder: '![moon](x)' }];
    add = () => [];
    resume = async () => [];
    onDescribed = () => () => undefined;
    showUploads = async () => undefined;
    hideUploads = () => undefined;
  },
}));

const lessonId = '01938f00-0000-7000-8000-000000000001';
const ids = ['01938f00-0000-7000-8000-00000000000a', '01938f00-0000-7000-8000-00000000000b'];
const page = (id: string | undefined, markdown: string, rank: string, notes = '') => ({
  id,
  rank,
  markdown,
  notes,
  html: `<h1>${markdown}</h1>`,
  etag: `1-a.${markdown}`,
});
const lesson = (ownerId: string | null) => ({
  id: lessonId,
  title: 'The sky',
  language: 'en',
  ownerId,
  pages: [page(ids[0], 'one', '1', 'Say hello.'), page(ids[1], 'two', '2')],
});

let boards: Boards | undefined;
let accounts = 0;

// What is loaded on demand takes long the first time, here.
beforeAll(async () => void (await import('./EditView.svelte')), 60_000);

beforeEach(() => {
  localStorage.clear();
  FarEnd.install();
  furnishDocument();
  language.choose('en');
  const dispatch = document.dispatchEvent.bind(document);
  vi.spyOn(document, 'dispatchEvent').mockImplementation(
    (event) => event.type === 'selectionchange' || dispatch(event),
  );
});

afterEach(() => {
  boards?.stop();
  cleanup();
  location.hash = '';
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function open(
  ownerId: (account: string) => string | null,
  role = 'teacher',
  hash = '/edit',
  answers: Record<string, unknown> = {},
): Promise<Request[]> {
  const account = { id: `account-${++accounts}`, email: 't@example.org', name: 'T', role };
  const requests = answerRequests({
    '/api/session': { account, expiresAt: '2027-01-01T00:00:00Z' },
    '/api/account/preferences': {},
    [`/api/lessons/${lessonId}`]: lesson(ownerId(account.id)),
    [`/api/lessons/${lessonId}/pages/${ids[1]}`]: page(ids[1], 'two', '05'),
    '/api/preview': { html: '<h1>preview</h1>', notes: 'noted' },
    [`/api/lessons/${lessonId}/deleted-pages`]: { pages: [], cursor: null },
    ...answers,
  });
  location.hash = `#/lesson/${lessonId}${hash}`;
  const { router } = await import('../router.svelte');
  const { default: TeacherApp } = await import('../TeacherApp.svelte');
  router.start();
  const connection = new Connection([{ id: 'a', url: 'http://localhost', slot: 1 }]);
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

const mine = (account: string) => account;
const titles = () =>
  within(screen.getByRole('navigation', { name: 'Pages' }))
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label'));
const button = (name: string) => screen.getByRole('button', { name });
const field = () => document.querySelector('[data-testid="markdown"]')?.shadowRoot?.querySelector('.cm-content');

test.each([
  ['whose it is', mine, 'teacher', true],
  ['an admin', () => null, 'admin', true],
  ['another teacher', () => null, 'teacher', false],
])('opens from the lesson for who may change it: %s', async (_, owner, role, may) => {
  await open(owner, role, '');
  await screen.findByRole('button', { name: 'Next' });
  const link = screen.queryByRole('link', { name: 'Edit' });
  expect(link?.getAttribute('href') ?? null).toBe(may ? `#/lesson/${lessonId}/edit/${ids[0]}` : null);
});

test('shows pages, text, look and notes of one’s own lesson', async () => {
  await open(mine);
  await screen.findByRole('button', { name: 'Page 1: one' });
  expect(titles()).toEqual(['Page 1: one', 'Page 2: two']);
  expect(field()?.textContent).toBe('one');
  expect(field()?.getAttribute('aria-label')).toBe('Text of page 1');
  expect(screen.getByText('Say hello.')).toBeTruthy();
  await waitFor(() => expect(screen.getByTestId('look').textContent).toContain('one'));
  await fireEvent.click(button('Page 2: two'));
  await waitFor(() => expect(field()?.textContent).toBe('two'));
  expect(location.hash).toBe(`#/lesson/${lessonId}/edit/${ids[1]}`);
});

test('a shared lesson is not a teacher’s to change', async () => {
  await open(() => null);
  await screen.findByText(/Only who owns this lesson changes it/);
  expect(screen.queryByTestId('markdown')).toBeNull();
});

test('what the bar puts into the text is saved, looked at, and undone', async () => {
  await open(mine);
  await screen.findByRole('button', { name: 'Page 1: one' });
  await fireEvent.click(button('Title'));
  expect(field()?.textContent).toBe('# one');
  await waitFor(() => expect(screen.getByTestId('saving').dataset.state).toBe('saving'));
  await waitFor(() => expect(screen.getByTestId('look').textContent).toContain('preview'));
  await waitFor(() => expect(screen.getByText('noted')).toBeTruthy());
  await fireEvent.click(button('Undo'));
  expect(field()?.textContent).toBe('one');
  await waitFor(() => expect(screen.getByTestId('saving').dataset.state).toBe('saved'));
});

test('pages are added, duplicated, moved by keys, deleted and brought back', async () => {
  const requests = await open(mine);
  const first = await screen.findByRole('button', { name: 'Page 1: one' });
  await fireEvent.keyDown(first, { key: 'ArrowDown', altKey: true });
  await waitFor(() => expect(titles()).toEqual(['Page 1: two', 'Page 2: one']));
  await fireEvent.keyDown(button('Page 2: one'), { key: 'ArrowUp' });
  await waitFor(() => expect(field()?.textContent).toBe('two'));
  await fireEvent.click(button('New page'));
  await waitFor(() => expect(titles()).toEqual(['Page 1: two', 'Page 2: Empty page', 'Page 3: one']));
  await fireEvent.click(button('Delete page'));
  await waitFor(() => expect(titles()).toEqual(['Page 1: two', 'Page 2: one']));
  await fireEvent.click(button('Bring back'));
  await waitFor(() => expect(titles()).toEqual(['Page 1: two', 'Page 2: Empty page', 'Page 3: one']));
  await fireEvent.click(button('Move page up'));
  await waitFor(() => expect(titles()[0]).toBe('Page 1: Empty page'));
  await fireEvent.click(button('Page 2: two'));
  await fireEvent.click(button('Duplicate page'));
  await waitFor(() => expect(titles()).toHaveLength(4));
  await waitFor(() => expect(requests.some((one) => one.method === 'PUT')).toBe(true));
});

test('a page is dragged to where it is to stand', async () => {
  await open(mine);
  await screen.findByRole('button', { name: 'Page 1: one' });
  const items = screen.getByRole('navigation', { name: 'Pages' }).querySelectorAll('li');
  await fireEvent.dragStart(items[1] as Element);
  await fireEvent.dragOver(items[0] as Element, { clientX: -1, clientY: -1 });
  await fireEvent.drop(items[0] as Element);
  await waitFor(() => expect(titles()).toEqual(['Page 1: two', 'Page 2: one']));
});

test('a picture that was chosen stands in the text', async () => {
  await open(mine);
  await screen.findByRole('button', { name: 'Page 1: one' });
  await fireEvent.click(button('Picture'));
  await waitFor(() => expect(field()?.textContent).toContain('![moon](x)'));
});

test('a lesson without pages offers the first one', async () => {
  await open(mine);
  await screen.findByRole('button', { name: 'Page 1: one' });
  await fireEvent.click(button('Delete page'));
  await waitFor(() => expect(titles()).toHaveLength(1));
  await fireEvent.click(button('Delete page'));
  await fireEvent.click(await screen.findByRole('button', { name: 'Make the first page' }));
  await waitFor(() => expect(titles()).toEqual(['Page 1: Empty page']));
});

test('speaks Dutch, also in its field', async () => {
  await open(mine);
  await screen.findByRole('button', { name: 'Page 1: one' });
  language.choose('nl');
  await screen.findByRole('button', { name: 'Nieuwe pagina' });
  await waitFor(() => expect(field()?.getAttribute('aria-label')).toBe('Tekst van pagina 1'));
});

test('drafts of who signed in before are not said any more', () => {
  const before = draftsOf('one', {} as ApiClient);
  const stop = vi.spyOn(before, 'stop');
  draftsOf('two', {} as ApiClient);
  expect(stop).toHaveBeenCalled();
});

/** What the account that is opened next wrote on an earlier visit, and no host has. */
async function keep(text: string): Promise<void> {
  const account = `account-${accounts + 1}`;
  const store = new DraftStore(account);
  const base = { markdown: 'one', etag: '1-a.one' };
  store.keep(lessonId, ids[0] ?? '', { pageId: ids[0] ?? '', text, base, turn: 1 });
  await store.settled();
  localStorage.setItem(UNSAID_KEY, JSON.stringify(account));
}

const gone = { [`/api/lessons/${lessonId}`]: Response.json({ code: 'not-found' }, { status: 404 }) };

test.each([
  ['a lesson that was deleted', mine, gone],
  ['a lesson of somebody else', () => null, {}],
])('a text for %s is shown, and thrown away only when that is wanted', async (_, owner, answers) => {
  await keep(`written in a tunnel ![](uploading:${ids[1]})`);
  await open(owner, 'teacher', '/edit', answers);
  expect((await screen.findByTestId('left')).querySelector('pre')?.textContent).toBe('written in a tunnel ');
  await fireEvent.click(button('Throw away'));
  await fireEvent.click(button('Keep'));
  await fireEvent.click(button('Throw away'));
  await fireEvent.click(button('Throw away for good'));
  await waitFor(() => expect(screen.queryByTestId('left')).toBeNull());
});

test('a text that waits is told of wherever the app begins', async () => {
  await keep('written in a tunnel');
  await open(mine, 'teacher', '', gone);
  await screen.findByText('A text of yours is kept on this device and waits for you.');
  expect(screen.getByRole('link', { name: 'Look at it' }).getAttribute('href')).toBe(`#/lesson/${lessonId}/edit`);
  await fireEvent.click(button('Close'));
  expect(screen.queryByRole('link', { name: 'Look at it' })).toBeNull();
});
