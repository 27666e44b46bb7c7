// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../net/api';
import { Connection } from '../../net/connection.svelte';
import { furnishDocument } from '../../testing/page';
import { FarEnd } from '../../testing/socket';
import { TreeHost, treeNode } from '../../testing/tree';
import { language } from '../../words/language.svelte';
import { Session } from '../account/session.svelte';
import { Boards } from '../boards/boards.svelte';
import { Carry } from './change/carry.svelte';

const id = (n: number) => `01938f00-0000-7000-8000-00000000000${n}`;
const teacher = { id: 't', email: 'teacher@example.org', name: 'Teacher', role: 'teacher' };
const admin = { ...teacher, id: 'x', role: 'admin' };

let host: TreeHost;
let boards: Boards;

beforeAll(async () => {
  // So that a test does not wait for what the page loads when it first needs it.
  await import('./change/treeParts');
});

beforeEach(() => {
  localStorage.clear();
  FarEnd.install();
  furnishDocument();
  language.choose('en');
  host = new TreeHost(
    treeNode(id(1), { title: 'Mine', kind: 'course', childCount: 3 }),
    treeNode(id(2), { title: 'Everyone’s', kind: 'course', ownerId: null, childCount: 1 }),
    treeNode(id(3), { title: 'Ants', parentId: id(1), tags: ['small'], language: 'nl' }),
    treeNode(id(4), { title: 'Bees', parentId: id(1) }),
    treeNode(id(5), { title: 'Trees', parentId: id(1), kind: 'theme' }),
    treeNode(id(6), { title: 'Shared lesson', parentId: id(2), ownerId: null, pageCount: 9 }),
  );
});

afterEach(() => {
  boards.stop();
  cleanup();
  location.hash = '';
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function open(hash: string, account = teacher): Promise<void> {
  host.install({ '/api/session': { account, expiresAt: '2027-01-01T00:00:00Z' }, '/api/account/preferences': {} });
  location.hash = hash;
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
}

const inMine = (account?: typeof teacher) => open(`#/node/${id(1)}`, account);
/** By role it would take ten times as long. */
const buttons = () => [...document.querySelectorAll('button')];
const named = (name: string) =>
  buttons().find((one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === name);
const button = (name: string) => vi.waitUntil(() => named(name));
const press = async (name: string) => fireEvent.click(await button(name));
const shown = () => [...document.querySelectorAll('[data-node] .title')].map((title) => title.textContent);
const shows = (...titles: string[]) => waitFor(() => expect(shown()).toEqual(titles));
const taken = (...titles: string[]) => waitFor(() => expect(host.titles(id(1))).toEqual(titles));

async function choose(title: string, action: string): Promise<void> {
  await press(`What to do with ${title}`);
  await press(action);
}

async function fill(label: string, value: string): Promise<void> {
  await fireEvent.input(await screen.findByLabelText(label), { target: { value } });
}

test.each([
  ['New theme', 'theme'],
  ['New lesson', 'lesson'],
])('%s: with its title, its tags and the language of what it is in', async (name, kind) => {
  await inMine();
  await press(name);
  await fill('Title', '  Wasps ');
  await fill('Tags', 'stings');
  await fireEvent.keyDown(screen.getByLabelText('Tags'), { key: 'Enter' });
  await fill('Tags', 'summer');
  await press('Make');
  await shows('Ants', 'Bees', 'Trees', 'Wasps');
  await taken('Ants', 'Bees', 'Trees', 'Wasps');
  expect(host.writes[0]?.body).toEqual({
    parentId: id(1),
    kind,
    title: 'Wasps',
    tags: ['stings', 'summer'],
    language: 'en',
  });
  await press('Undo');
  await shows('Ants', 'Bees', 'Trees');
  await taken('Ants', 'Bees', 'Trees');
});

test('a course is made at the top, of an admin for everyone', async () => {
  await open('#/', admin);
  await press('New course');
  await fill('Title', 'Space');
  await press('Make');
  await waitFor(() => expect(host.titles()).toEqual(['Mine', 'Everyone’s', 'Space']));
  expect(host.writes[0]?.body).toMatchObject({ parentId: null, kind: 'course' });
});

test('without a title nothing is made, and that is said', async () => {
  await inMine();
  await press('New lesson');
  await fill('Title', '   ');
  await fireEvent.submit((await screen.findByLabelText('Title')).closest('form') as HTMLFormElement);
  await screen.findByText('Please give it a title.');
  expect(host.writes).toEqual([]);
});

test('name, tags and language change, and back', async () => {
  await inMine();
  await choose('Ants', 'Name, tags, language');
  expect(await screen.findByLabelText<HTMLInputElement>('Title')).toHaveProperty('value', 'Ants');
  expect(screen.getByLabelText<HTMLSelectElement>('Language of the lesson').value).toBe('nl');
  await fill('Title', 'Anteaters');
  await press('Remove tag small');
  await press('Save');
  await shows('Anteaters', 'Bees', 'Trees');
  await taken('Anteaters', 'Bees', 'Trees');
  expect(host.writes[0]).toEqual({
    method: 'PUT',
    path: `/api/nodes/${id(3)}/details`,
    body: { title: 'Anteaters', tags: [], language: 'nl' },
  });
  await press('Undo');
  await shows('Ants', 'Bees', 'Trees');
  await waitFor(() => expect(host.writes[1]?.body).toEqual({ title: 'Ants', tags: ['small'], language: 'nl' }));
});

test('a language that is not in the list is kept', async () => {
  host.rows[2] = { node: treeNode(id(3), { title: 'Ants', parentId: id(1), language: 'pt-BR' }), deletedAt: null };
  await inMine();
  await choose('Ants', 'Name, tags, language');
  expect((await screen.findByLabelText<HTMLSelectElement>('Language of the lesson')).value).toBe('pt-BR');
  await press('Save');
  await waitFor(() => expect(host.writes[0]?.body).toMatchObject({ language: 'pt-BR' }));
});

test('deleted: gone at once, and undone at once', async () => {
  await inMine();
  await choose('Bees', 'Delete');
  await shows('Ants', 'Trees');
  await screen.findByText('“Bees” is deleted.');
  await waitFor(() => expect(document.activeElement?.textContent?.trim()).toBe('Undo'));
  await taken('Ants', 'Trees');
  await press('Undo');
  await taken('Ants', 'Bees', 'Trees');
  await shows('Ants', 'Bees', 'Trees');
});

test('what one looks at is deleted: one is where it was', async () => {
  await inMine();
  await choose('Mine', 'Delete');
  await waitFor(() => expect(location.hash).toBe('#/'));
  await shows('Everyone’s');
});

test('deleted things are found later, and come back with what is above them', async () => {
  await inMine();
  await choose('Bees', 'Delete');
  await taken('Ants', 'Trees');
  await choose('Mine', 'Delete');
  await waitFor(() => expect(host.titles()).toEqual(['Everyone’s']));
  await fireEvent.click(await screen.findByRole('link', { name: 'Deleted' }));
  location.hash = '#/deleted';
  const item = (await button('Bring back, with Mine: Bees')).closest('li') as HTMLElement;
  within(item).getByText(/^Lessons › Mine · deleted/);
  await press('Bring back, with Mine: Bees');
  await screen.findByText('Nothing was deleted.');
  expect(host.writes.slice(2).map((one) => one.path)).toEqual([
    `/api/nodes/${id(1)}/restoration`,
    `/api/nodes/${id(4)}/restoration`,
  ]);
});

test('moved by keys: nothing is said before it is put down', async () => {
  await inMine();
  const grip = await button('Move Ants');
  const key = (name: string) => fireEvent.keyDown(grip, { key: name });
  await key('Enter');
  await screen.findByText(/^Ants is picked up, at place 1 of 3\./);
  await key('ArrowDown');
  await shows('Bees', 'Ants', 'Trees');
  await key('ArrowRight');
  await shows('Bees', 'Trees', 'Ants');
  await key('ArrowDown');
  await key('ArrowUp');
  await screen.findByText('Ants at place 2 of 3.');
  expect(host.writes).toEqual([]);
  await key('Escape');
  await shows('Ants', 'Bees', 'Trees');
  expect(host.writes).toEqual([]);
  await key(' ');
  await key('End');
  await key('Enter');
  await screen.findByText('Ants is put down at place 3 of 3.');
  await taken('Bees', 'Trees', 'Ants');
  expect(host.writes.map((one) => one.body)).toEqual([{ parentId: id(1), after: id(5) }]);
  await press('Undo');
  await taken('Ants', 'Bees', 'Trees');
});

test('one place on or back from the menu; the ends have one way only', async () => {
  await inMine();
  await press('What to do with Ants');
  expect(named('Put earlier')).toBeUndefined();
  await press('Put later');
  await taken('Bees', 'Ants', 'Trees');
  await press('What to do with Trees');
  expect(named('Put later')).toBeUndefined();
  await press('Put earlier');
  await taken('Bees', 'Trees', 'Ants');
});

test('moved into another place that is chosen', async () => {
  await inMine();
  await choose('Ants', 'Move to…');
  await screen.findByText('It is here now.');
  expect(await button('Move here')).toHaveProperty('disabled', true);
  await press('Open Trees');
  await waitFor(() => expect(screen.queryByText('It is here now.')).toBeNull());
  await press('Move here');
  await shows('Bees', 'Trees');
  await waitFor(() => expect(host.titles(id(5))).toEqual(['Ants']));
});

test('nothing goes into itself, into a lesson, or from what is mine to what is everyone’s', async () => {
  await inMine();
  await choose('Trees', 'Move to…');
  await screen.findByText('There is nothing to open here.');
  await press('Lessons');
  await button('Open Mine');
  expect(named('Open Everyone’s')).toBeUndefined();
});

/** Cards stand above one another, 100 pixels high and 10 apart. */
function layOut(): void {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const at = [...document.querySelectorAll('[data-node]')].indexOf(this);
    const isUp = this.matches('[data-drop]');
    const top = isUp ? -200 : at * 110;
    return new DOMRect(0, top, isUp ? 50 : 300, isUp ? 50 : 100);
  });
  HTMLElement.prototype.setPointerCapture = () => undefined;
}

async function drag(title: string, x: number, y: number, end = 'pointerup'): Promise<void> {
  layOut();
  await fireEvent.pointerDown(await button(`Move ${title}`), { button: 0, pointerId: 1, clientX: 250, clientY: 50 });
  await fireEvent.pointerMove(window, { clientX: x, clientY: y });
  if (end === 'Escape') await fireEvent.keyDown(window, { key: 'Escape' });
  await fireEvent(window, new PointerEvent(end === 'Escape' ? 'pointerup' : end, { clientX: x, clientY: y }));
}

test('dragged to between two others', async () => {
  await inMine();
  await drag('Ants', 150, 200);
  await shows('Bees', 'Ants', 'Trees');
  await taken('Bees', 'Ants', 'Trees');
});

test('dragged into another', async () => {
  await inMine();
  await drag('Ants', 150, 270);
  await shows('Bees', 'Trees');
  await waitFor(() => expect(host.titles(id(5))).toEqual(['Ants']));
});

test('dragged to what is above', async () => {
  await inMine();
  await drag('Bees', 20, -180);
  await waitFor(() => expect(host.titles()).toEqual(['Mine', 'Everyone’s', 'Bees']));
});

test.each(['pointercancel', 'Escape'])('%s while it is dragged: it stays', async (end) => {
  await inMine();
  await drag('Ants', 150, 270, end);
  await shows('Ants', 'Bees', 'Trees');
  expect(host.writes).toEqual([]);
});

test('a press without a way is no move', async () => {
  await inMine();
  const marks = vi.spyOn(Carry.prototype, 'mark');
  await drag('Ants', 252, 51);
  expect(marks.mock.results.some((one) => one.value === 'held')).toBe(false);
  await shows('Ants', 'Bees', 'Trees');
  expect(host.writes).toEqual([]);
});

test('of what everyone has a teacher sees no controls but a copy', async () => {
  await open(`#/node/${id(2)}`);
  await press('What to do with Shared lesson');
  const panel = screen.getByRole('group', { name: 'Shared lesson' });
  expect(
    within(panel)
      .getAllByRole('button')
      .map((one) => one.textContent),
  ).toEqual(['Copy to my lessons']);
  for (const name of ['Move Shared lesson', 'New lesson', 'What to do with Everyone’s']) {
    expect(screen.queryByRole('button', { name })).toBeNull();
  }
  expect(screen.queryByRole('link', { name: 'Deleted' })).toBeNull();
});

test('an admin changes what everyone has', async () => {
  await open(`#/node/${id(2)}`, admin);
  for (const name of ['Move Shared lesson', 'New lesson', 'What to do with Everyone’s']) await button(name);
});

test('a shared lesson is copied to a place of one’s own', async () => {
  await open(`#/node/${id(2)}`);
  await choose('Shared lesson', 'Copy to my lessons');
  await press('Open Mine');
  expect(named('Open Everyone’s')).toBeUndefined();
  await press('Copy here');
  await taken('Ants', 'Bees', 'Trees', 'Shared lesson');
  await screen.findByText('“Shared lesson” is copied.');
  expect((await screen.findByRole('link', { name: 'Edit' })).getAttribute('href')).toMatch(
    /^#\/lesson\/[0-9a-f-]{36}\/edit$/,
  );
});

test('a lesson of one’s own has a way to the editor', async () => {
  await inMine();
  await choose('Bees', 'Edit');
  expect(location.hash).toBe(`#/lesson/${id(4)}/edit`);
});

test('what no host could be told shows as such, is kept, and is said when one is there', async () => {
  await inMine();
  await shows('Ants', 'Bees', 'Trees');
  host.away = true;
  await press('New theme');
  await fill('Title', 'Wasps');
  await press('Make');
  await screen.findByText(/^1 change is kept on this device\./);
  await screen.findByText('Not saved yet');
  expect(screen.getByText('Wasps').closest('a'), 'what no host knows cannot be opened').toBeNull();
  expect(host.titles(id(1))).toEqual(['Ants', 'Bees', 'Trees']);
  host.away = false;
  window.dispatchEvent(new Event('online'));
  await taken('Ants', 'Bees', 'Trees', 'Wasps');
  await waitFor(() => expect(screen.queryByText(/^1 change is kept/)).toBeNull());
  await shows('Ants', 'Bees', 'Trees', 'Wasps');
});

test('it outlives the page', async () => {
  await inMine();
  await shows('Ants', 'Bees', 'Trees');
  host.away = true;
  await choose('Bees', 'Delete');
  await screen.findByText(/^1 change is kept/);
  cleanup();
  boards.stop();
  host.away = false;
  await inMine();
  await taken('Ants', 'Trees');
  await shows('Ants', 'Trees');
  expect(screen.queryByText(/^1 change is kept/)).toBeNull();
});

test.each([
  ['en', 403, 'not-allowed', 'Not done: Delete: Bees.', 'Only its owner may change it. You can make a copy.'],
  ['nl', 409, 'conflict', 'Niet gelukt: Verwijderen: Bees.', /^Daar kan het niet staan/],
] as const)(
  'in %s, what a host refuses (%d) is said kindly, and the list is true',
  async (code, status, refused, what, why) => {
    await inMine();
    await shows('Ants', 'Bees', 'Trees');
    language.choose(code);
    host.refuses = { status, code: refused };
    await press(code === 'en' ? 'What to do with Bees' : 'Wat te doen met Bees');
    await press(code === 'en' ? 'Delete' : 'Verwijderen');
    await screen.findByText(what);
    screen.getByText(why);
    await shows('Ants', 'Bees', 'Trees');
    expect(screen.queryByText(/is deleted|is verwijderd/)).toBeNull();
    await press(code === 'en' ? 'Try again' : 'Probeer opnieuw');
    await taken('Ants', 'Trees');
    await waitFor(() => expect(screen.queryByText(what)).toBeNull());
  },
);

test('what others change shows when the page is looked at again', async () => {
  await inMine();
  await shows('Ants', 'Bees', 'Trees');
  await screen.findByText('Mine');
  host.rows.push({ node: treeNode(id(7), { title: 'Of a colleague', parentId: id(1) }), deletedAt: null });
  host.rows[0] = { node: treeNode(id(1), { title: 'Ours', kind: 'course' }), deletedAt: null };
  window.dispatchEvent(new Event('focus'));
  await shows('Ants', 'Bees', 'Trees', 'Of a colleague');
  await screen.findByText('Ours');
});

test('while something is carried the list stays as it is', async () => {
  await inMine();
  const grip = await button('Move Ants');
  await fireEvent.keyDown(grip, { key: 'Enter' });
  const reads = host.asked.length;
  window.dispatchEvent(new Event('focus'));
  expect(host.asked.length).toBe(reads);
  await fireEvent.keyDown(grip, { key: 'Escape' });
  window.dispatchEvent(new Event('focus'));
  expect(host.asked.length).toBeGreaterThan(reads);
});
