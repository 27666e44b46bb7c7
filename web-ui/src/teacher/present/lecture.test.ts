// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectionTo } from '../../testing/hosts';
import { furnishDocument } from '../../testing/page';
import { FarEnd } from '../../testing/socket';
import { Boards } from '../boards/boards.svelte';
import { Lecture } from './lecture.svelte';

const lesson = {
  id: 'sky',
  title: 'Sky',
  language: 'en',
  pages: ['1', '2', '3'].map((id) => ({ id, html: `<h1>${id}</h1>` })),
};
const empty = { lessonId: null, pageId: null, step: 0, tools: {} };
const boardShowing = (stage: object) => ({
  id: 'b',
  name: 'B',
  connected: true,
  stage,
  revision: '1-a',
  lastSeenAt: null,
});

let boards: Boards;

beforeEach(() => {
  localStorage.clear();
  FarEnd.install();
  furnishDocument();
  boards = new Boards(
    connectionTo('a'),
    () => undefined,
    () => undefined,
  );
  boards.start();
});

afterEach(() => {
  boards.stop();
  vi.unstubAllGlobals();
});

function open(pageId: string | null = null): Lecture {
  const lecture = new Lecture(lesson, boards, { pageId, step: 0 }, '');
  lecture.follow();
  return lecture;
}

const changes = () => FarEnd.last.sentOf('change').map((message) => message.change);

test('goes on a board that shows nothing, and every move follows', () => {
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing(empty)] });
  const lecture = open();
  expect(lecture.live).toBe(true);
  lecture.do('next');
  lecture.do('last');
  expect(changes()).toMatchObject([{ pageId: '1' }, { pageId: '2' }, { pageId: '3' }]);
});

test('never replaces what a class is looking at unasked', () => {
  const other = { ...empty, lessonId: 'sea', pageId: 'x' };
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing(other)] });
  const lecture = open();
  lecture.do('next');
  lecture.do('blank');
  expect(lecture.live).toBe(false);
  expect(changes()).toEqual([]);
  lecture.show();
  expect(changes()).toMatchObject([{ kind: 'showPage', pageId: '2' }]);
  expect(lecture.live).toBe(true);
});

test('comes back to the page that the board shows', () => {
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing({ ...empty, lessonId: 'sky', pageId: '3' })] });
  expect(open('1').place.page).toBe(2);
  expect(changes()).toEqual([]);
});

test('follows another device that steers the same board', () => {
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing(empty)] });
  const lecture = open();
  const [sent] = FarEnd.last.sentOf('change');
  FarEnd.last.say({ type: 'done', commandId: sent?.commandId, revision: '2-a' });
  FarEnd.last.say({ type: 'stage', boardId: 'b', revision: '3-a', stage: { ...empty, lessonId: 'sky', pageId: '3' } });
  lecture.follow();
  expect(lecture.place.page).toBe(2);
  expect(changes()).toHaveLength(1);
});

test('is not put back on the board after it was taken off', () => {
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing(empty)] });
  const lecture = open();
  lecture.clear();
  lecture.follow();
  expect(lecture.live).toBe(false);
  expect(changes()).toMatchObject([{ kind: 'showPage' }, { kind: 'clear' }]);
});

test('blanks the board and shows it again', () => {
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing(empty)] });
  const lecture = open();
  lecture.do('blank');
  expect(lecture.blank).toBe(true);
  lecture.do('blank');
  expect(lecture.blank).toBe(false);
  expect(changes().slice(1)).toMatchObject([
    { kind: 'setTool', tool: 'blank', value: true },
    { kind: 'setTool', tool: 'blank', value: null },
  ]);
});

test('a board that is chosen as well gets the page of the lesson that is on', () => {
  const second = { ...boardShowing({ ...empty, lessonId: 'sea', pageId: 'x' }), id: 'c' };
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing(empty), second] });
  boards.steer(['b']);
  const lecture = open();
  boards.steer(['b', 'c']);
  lecture.follow();
  expect(FarEnd.last.sentOf('change').map((message) => message.boardId)).toEqual(['b', 'c']);
});

test('steers nothing without a board', () => {
  FarEnd.last.accept({ type: 'boards', boards: [] });
  const lecture = open('2');
  lecture.do('next');
  expect(lecture.place.page).toBe(2);
  expect(lecture.following).toBeNull();
  expect(changes()).toEqual([]);
});

test('pictures of the page in sight and of the next two come first', () => {
  const pages = Array.from({ length: 12 }, (_, page) => ({
    id: `${page}`,
    html: `<p><img src="/media/${page}/x"></p>`,
  }));
  const asked = (lecture: Lecture) =>
    pages.flatMap(({ id }) => lecture.plans.of(id)?.blocks[0]?.node.querySelector('img')?.getAttribute('src') ?? []);
  const lecture = new Lecture({ ...lesson, pages }, boards, { pageId: '6', step: 0 }, 'https://a');
  expect(asked(lecture)).toEqual(['5', '6', '7', '8'].map((page) => `https://a/media/${page}/x`));
  lecture.go({ page: 11, step: 0 });
  expect(asked(lecture)).toEqual(['5', '6', '7', '8', '11'].map((page) => `https://a/media/${page}/x`));
});

const page = (id: string, text = id, etag?: string) => ({ id, html: `<h1>${text}</h1>`, ...(etag ? { etag } : {}) });

test('a lesson that was changed elsewhere is taken up in place: its page stays in sight, and the board is told nothing', () => {
  FarEnd.last.accept({ type: 'boards', boards: [boardShowing({ ...empty, lessonId: 'sky', pageId: '2' })] });
  const lecture = open();
  expect(lecture.place).toEqual({ page: 1, step: 0 });
  lecture.update({ ...lesson, title: 'Sky!', pages: [page('0'), page('1'), page('2', 'two'), page('3')] });
  expect([lecture.lesson.title, lecture.page?.html, lecture.place.page]).toEqual(['Sky!', '<h1>two</h1>', 2]);
  lecture.update({ ...lesson, pages: [page('1'), page('3')] });
  expect(lecture.page?.id, 'a page that was deleted stays until the teacher leaves it').toBe('2');
  expect(changes()).toEqual([]);
  lecture.do('next');
  expect(lecture.page?.id).toBe('3');
  lecture.update({ ...lesson, pages: [page('1'), page('3')] });
  expect(lecture.lesson.pages.map(({ id }) => id)).toEqual(['1', '3']);
});

test('a host that lags behind takes nothing back', () => {
  const lecture = open();
  lecture.update({ ...lesson, pages: [page('1', 'new', '20-a.x'), page('2')] });
  lecture.update({ ...lesson, pages: [page('1', 'old', '10-a.y'), page('2', 'newer', '30-a.z')] });
  expect(lecture.lesson.pages.map(({ html }) => html)).toEqual(['<h1>new</h1>', '<h1>newer</h1>']);
});
