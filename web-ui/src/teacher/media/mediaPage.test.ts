// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../net/api';
import { Connection } from '../../net/connection.svelte';
import { furnishDocument } from '../../testing/page';
import { MediaHost } from '../../testing/mediaHost';
import { FarEnd } from '../../testing/socket';
import { language } from '../../words/language.svelte';
import { Session } from '../account/session.svelte';
import type { App } from '../app';
import { Boards } from '../boards/boards.svelte';
import { imageMarkdown } from './markdown';
import { Pictures } from './pictures';
import { endUploads, uploadsOf } from './resume';

// Real sockets on a busy machine: what is waited for comes, but not always within a second.
configure({ asyncUtilTimeout: 10_000 });
vi.setConfig({ testTimeout: 30_000 });

let host: MediaHost;
let app: App;
const account = { id: 't', email: 'teacher@example.org', name: 'Teacher', role: 'teacher' };
const png = Buffer.from('89504e470d0a1a0a', 'hex');

beforeEach(async () => {
  localStorage.clear();
  FarEnd.install();
  furnishDocument();
  // The test's document has files of its own kind, of which Node's clone would be empty.
  const clone = structuredClone;
  vi.stubGlobal('structuredClone', (value: unknown) => (value instanceof Blob ? value : clone(value)));
  language.choose('en');
  host = await MediaHost.open('a');
  host.answers = { '/api/session': { account }, '/api/account/preferences': {} };
  const connection = new Connection([{ id: 'a', url: host.url, slot: 1 }]);
  const api = new ApiClient(connection);
  const session = new Session(api);
  const boards = new Boards(
    connection,
    () => undefined,
    () => undefined,
  );
  app = { connection, api, session, boards };
});

afterEach(async () => {
  app.boards.stop();
  cleanup();
  endUploads();
  location.hash = '';
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  await host.close();
  await deleteDB('steadyboard.uploads', { blocked: () => undefined }).catch(() => undefined);
});

async function open(hash = '#/media'): Promise<void> {
  location.hash = hash;
  const { router } = await import('../router.svelte');
  const { default: TeacherApp } = await import('../TeacherApp.svelte');
  router.start();
  render(TeacherApp, { app });
  await app.session.start();
}

const file = (name: string, content = 'content of it', type = 'application/pdf') => new File([content], name, { type });
const files = () => within(screen.getByRole('list', { name: 'Files' })).getAllByRole('button');
const names = () => files().map((one) => one.querySelector('.name')?.textContent);

async function choose(...chosen: File[]): Promise<void> {
  const input = document.querySelector('input[type=file][multiple]') as HTMLInputElement;
  Object.defineProperty(input, 'files', { configurable: true, value: chosen });
  await fireEvent.change(input);
}

test('what is chosen is uploaded, and stands in the library with the hosts that have it', async () => {
  await open();
  await screen.findByText('There is nothing here yet.');
  await choose(file('worksheet.pdf'));
  await waitFor(() => expect(names()).toEqual(['worksheet.pdf']));
  expect(files()[0]?.textContent).toContain('On 1 of 2 hosts');
  const [item] = host.items.values();
  if (!item) throw new Error('Nothing has arrived.');
  expect(host.bytes.get(item.sha256)?.toString()).toBe('content of it');
  item.copies = 2;
  await waitFor(() => expect(files()[0]?.textContent).toContain('On 2 of 2 hosts'));
});

test('dropped and pasted files are taken, but not what is pasted into a field', async () => {
  await open();
  const drop = await screen.findByRole('group', { name: 'Choose files' });
  const dropped = new Event('drop', { bubbles: true, cancelable: true });
  Object.defineProperty(dropped, 'dataTransfer', { value: { files: [file('dropped.pdf')], types: ['Files'] } });
  await fireEvent(drop, dropped);
  const paste = (name: string) => {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.defineProperty(event, 'clipboardData', { value: { files: [file(name)] } });
    return event;
  };
  await fireEvent(screen.getByLabelText('Search by name'), paste('typed.pdf'));
  await fireEvent(document.body, paste('pasted.pdf'));
  await waitFor(() => expect(names().sort()).toEqual(['dropped.pdf', 'pasted.pdf']));
});

test('a search finds part of a name, stays in the address, and shows page after page', async () => {
  for (let number = 1; number <= 50; number++)
    host.hold(`id-${number}`, Buffer.from(`${number}`), `Moon ${number}.pdf`, '');
  host.hold('id-sun', Buffer.from('sun'), 'Sun.pdf', '');
  await open('#/media?q=moon');
  await waitFor(() => expect(files()).toHaveLength(48));
  expect(screen.getByLabelText<HTMLInputElement>('Search by name').value).toBe('moon');
  await fireEvent.click(await screen.findByText('Show more'));
  await waitFor(() => expect(files()).toHaveLength(50));
  await fireEvent.input(screen.getByLabelText('Search by name'), { target: { value: 'sun' } });
  await waitFor(() => expect(names()).toEqual(['Sun.pdf']));
  expect(location.hash).toBe('#/media?q=sun');
  await fireEvent.input(screen.getByLabelText('Search by name'), { target: { value: 'comet' } });
  await screen.findByText('No file is named “comet”.');
});

test('a file that is used is deleted after a warning only, and brought back at once', async () => {
  const item = host.hold('id-1', png, 'star.png', 'image/png');
  const use = { lessonId: '01938f00-0000-7000-8000-000000000001', pageId: '01938f00-0000-7000-8000-00000000000a' };
  host.uses.set('id-1', [{ ...use, lessonTitle: 'The sky' }]);
  await open();
  await waitFor(() => expect(names()).toEqual(['star.png']));
  await fireEvent.click(files()[0] as HTMLElement);
  const link = await screen.findByRole('link', { name: 'A page of “The sky”' });
  expect(link.getAttribute('href')).toBe(`#/lesson/${use.lessonId}/${use.pageId}/0`);
  await fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(screen.getByRole('alert').textContent).toContain('It is used on these pages.');
  expect(document.activeElement?.textContent).toBe('Keep');
  await fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(host.items.has('id-1')).toBe(true);
  await fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Delete anyway' }));
  await screen.findByText('“star.png” was deleted.');
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Bring back'));
  expect([host.items.size, screen.queryByRole('list', { name: 'Files' })]).toEqual([0, null]);
  await fireEvent.click(screen.getByRole('button', { name: 'Bring back' }));
  await screen.findByText('“star.png” is back.');
  expect([host.items.get('id-1'), names()]).toEqual([item, ['star.png']]);
});

test('what is not one’s own cannot be deleted', async () => {
  host.hold('id-1', png, 'star.png', 'image/png').ownerId = null;
  await open();
  await waitFor(() => expect(names()).toEqual(['star.png']));
  await fireEvent.click(files()[0] as HTMLElement);
  await screen.findByText('Not used on any page.');
  expect(screen.queryByRole('button', { name: 'Delete' })).toBeNull();
});

test('where no library can be reached that is said, and asked again', async () => {
  let away = true;
  host.disturb = (request, response) => {
    if (!away || !request.url?.startsWith('/api/media')) return false;
    response.writeHead(500, { 'Content-Type': 'application/json' }).end('{}');
    return true;
  };
  host.hold('id-1', png, 'star.png', 'image/png');
  await open();
  const again = await screen.findByRole('button', { name: 'Try again' });
  away = false;
  await fireEvent.click(again);
  await waitFor(() => expect(names()).toEqual(['star.png']));
});

test('it is found in the account menu, in Dutch too', async () => {
  await open('#/');
  language.choose('nl');
  await fireEvent.click(await screen.findByRole('button', { name: 'Jouw account' }));
  const link = await screen.findByRole('link', { name: 'Foto’s en bestanden' });
  expect(link.getAttribute('href')).toBe('#/media');
  location.hash = '#/media';
  dispatchEvent(new HashChangeEvent('hashchange'));
  await screen.findByRole('heading', { name: 'Foto’s en bestanden' });
  await screen.findByText('Hier staat nog niets.');
});

test('an upload that was under way goes on when the page comes back, without the library being opened', async () => {
  let away = true;
  host.disturb = (request, response) => {
    if (!away || request.method !== 'POST') return false;
    response.destroy();
    return true;
  };
  await open();
  await screen.findByText('There is nothing here yet.');
  await choose(file('worksheet.pdf'));
  await screen.findByText('We cannot reach Steadyboard. It goes on by itself.');
  cleanup();
  endUploads();
  away = false;
  await open('#/');
  await waitFor(() => expect(host.items.size).toBe(1));
});

test('an editor gets a placeholder at once, and its Markdown when the picture has arrived', async () => {
  await app.session.start();
  const source = new Pictures(app);
  const [picture, ...others] = source.add([file('star.png', 'no real picture', 'image/png'), file('text.pdf')]);
  if (!picture) throw new Error('It was not taken.');
  expect([picture.name, others]).toEqual(['star.png', []]);
  const parts: number[] = [];
  const unwatch = picture.watch((part) => parts.push(part));
  expect(picture.placeholder).toBe(`![](uploading:${picture.id})`);
  const described: string[][] = [];
  const end = source.onDescribed((before, after) => described.push([before, after]));
  const markdown = await picture.markdown;
  unwatch();
  expect(parts.at(-1)).toBe(1);
  const url = host.items.get(picture.id)?.url ?? '';
  expect(markdown).toBe(`![](${url})`);
  const words = await screen.findByLabelText(/^What is on star.png\?/);
  await fireEvent.change(words, { target: { value: 'A star' } });
  expect(described).toEqual([[`![](${url})`, `![A star](${url})`]]);
  end();
  await fireEvent.click(screen.getByRole('button', { name: 'Hide' }));
  expect(screen.queryByRole('complementary')).toBeNull();
  // A text that was kept with the placeholder, opened on another visit.
  endUploads();
  const [again, ...more] = await source.resume([{ id: picture.id, alt: 'Star' }]);
  expect([await again?.markdown, more]).toEqual([imageMarkdown('Star', url), []]);
});

test('a description that is typed on the way is told of for the place that is held', async () => {
  await app.session.start();
  const source = new Pictures(app);
  const described: string[][] = [];
  source.onDescribed((before, after) => described.push([before, after]));
  const [picture] = source.add([file('star.png', 'no real picture', 'image/png')]);
  if (!picture) throw new Error('It was not taken.');
  const uploads = await uploadsOf(app);
  await waitFor(() => expect(uploads.list).toHaveLength(1));
  uploads.pause(picture.id);
  uploads.describe(picture.id, 'A star');
  expect(described).toEqual([[`![](uploading:${picture.id})`, `![A star](uploading:${picture.id})`]]);
  expect(await picture.file()).not.toBeNull();
  uploads.resume(picture.id);
  expect(await picture.markdown).toBe(`![A star](${host.items.get(picture.id)?.url})`);
});

test('what is refused leaves no place in a text', async () => {
  await app.session.start();
  const [picture] = new Pictures(app).add([file('empty.png', '', 'image/png')]);
  expect(await picture?.markdown).toBeNull();
  await screen.findByText('Not added. This file is empty.');
});

test('an editor picks from the library, and is given nothing when the dialog is closed', async () => {
  const item = host.hold('id-1', png, 'star.png', 'image/png');
  host.hold('id-2', Buffer.from('%PDF'), 'worksheet.pdf', 'application/pdf');
  await app.session.start();
  const source = new Pictures(app);
  const picked = source.pick();
  const choice = await screen.findByRole('button', { name: /star.png/ });
  expect(screen.queryByRole('button', { name: /worksheet/ })).toBeNull();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Choose a picture first' }).disabled).toBe(true);
  await fireEvent.click(choice);
  expect(choice.getAttribute('aria-pressed')).toBe('true');
  await fireEvent.input(screen.getByLabelText(/^What is on star.png\?/), { target: { value: 'A [star]' } });
  await fireEvent.click(screen.getByRole('button', { name: 'Put it in the page' }));
  const markdown = `![A \\[star\\]](${item.url})`;
  expect((await picked).map((one) => [one.id, one.placeholder])).toEqual([['id-1', markdown]]);
  expect(screen.queryByRole('dialog')).toBeNull();
  const closed = source.pick();
  await fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
  expect(await closed).toEqual([]);
});
