// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Ahead, AT_ONCE, orderFrom, PATIENCE_MILLIS } from './ahead';
import { askElsewhere, holdMedia, moveMedia } from './media';

const A = 'https://a.example.org';
const B = 'https://b.example.org';
let pages: HTMLImageElement[][];
const begun = vi.fn();

function lesson(...counts: number[]): Ahead {
  pages = counts.map((count, page) =>
    Array.from({ length: count }, (_, index) => {
      const image = document.createElement('img');
      image.setAttribute('src', `/media/${page}/${index}`);
      holdMedia(image);
      Object.defineProperty(image, 'complete', { configurable: true, get: () => !image.hasAttribute('src') });
      return image;
    }),
  );
  return new Ahead(pages, A, begun);
}

const asked = () => pages.flat().flatMap((image) => image.getAttribute('src') ?? []);
const of = (...names: string[]) => names.map((name) => `${A}/media/${name.replace('.', '/')}`);

function settle(name: string, how: 'load' | 'error' = 'load', width = 100): void {
  const [page, index] = name.split('.').map(Number);
  const image = pages[page ?? 0]?.[index ?? 0];
  if (!image) throw new Error('There is no such picture.');
  Object.defineProperty(image, 'complete', { configurable: true, value: true });
  Object.defineProperty(image, 'naturalWidth', { configurable: true, value: width });
  image.dispatchEvent(new Event(how));
}

beforeEach(() => {
  vi.useFakeTimers();
  begun.mockClear();
});
afterEach(() => void vi.useRealTimers());

test.each([
  [0, [0, 1, 2, 3, 4, 5, 6]],
  [3, [3, 4, 5, 2, 6, 1, 0]],
  [6, [6, 5, 4, 3, 2, 1, 0]],
])('from page %d the next two come first, then those around', (page, order) =>
  expect(orderFrom(page, 7)).toEqual(order),
);

test('nothing is fetched before a page is in sight', () => {
  lesson(1, 1);
  expect(asked()).toEqual([]);
});

test('the page in sight and the next two come first, only so many at once', () => {
  lesson(1, 1, 1, 1, 1, 1, 1).at(2);
  expect(AT_ONCE).toBe(4);
  expect(asked()).toEqual(of('1.0', '2.0', '3.0', '4.0'));
  settle('2.0');
  expect(asked()).toEqual(of('1.0', '2.0', '3.0', '4.0', '5.0'));
  settle('3.0', 'error');
  expect(asked()).toHaveLength(6);
});

test('a page that comes in sight is fetched at once, whatever else is on its way', () => {
  const ahead = lesson(2, 2, 2, 2, 5, 2, 2);
  ahead.at(0);
  expect(asked()).toEqual(of('0.0', '0.1', '1.0', '1.1'));
  begun.mockClear();
  ahead.at(4);
  expect(asked().slice(4)).toEqual(of('4.0', '4.1', '4.2', '4.3', '4.4'));
  expect(begun.mock.calls).toEqual([[4]]);
  for (const one of ['4.0', '4.1', '4.2', '4.3', '4.4', '0.0']) settle(one);
  expect(asked().slice(-1)).toEqual(of('5.0'));
});

test('each page is told of when its pictures begin to come', () => {
  lesson(1, 0, 1).at(0);
  expect(begun.mock.calls).toEqual([[0], [2]]);
});

test('pictures that hang do not hold the others up for ever', () => {
  lesson(4, 4).at(0);
  vi.advanceTimersByTime(PATIENCE_MILLIS - 1);
  expect(asked()).toHaveLength(4);
  vi.advanceTimersByTime(1);
  expect(asked()).toHaveLength(8);
  // Those that come late are not counted twice.
  settle('0.0');
  vi.advanceTimersByTime(PATIENCE_MILLIS);
  expect(asked()).toHaveLength(8);
});

test('one that failed keeps its place while another host is asked', () => {
  lesson(4, 1).at(0);
  const image = pages[0]?.[0] as HTMLImageElement;
  image.addEventListener('error', () => {
    if (askElsewhere(image, [A, B])) Object.defineProperty(image, 'complete', { configurable: true, value: false });
  });
  image.dispatchEvent(new Event('error'));
  expect(asked()).toEqual([`${B}/media/0/0`, ...of('0.1', '0.2', '0.3')]);
  settle('0.0');
  expect(asked()).toHaveLength(5);
});

test('after a change of host what was not asked for comes from there, and is not asked for sooner', () => {
  const ahead = lesson(4, 2);
  ahead.at(0);
  settle('0.0');
  expect(moveMedia(pages.flat(), B)).toBe(true);
  ahead.from(B);
  settle('0.1');
  expect(asked()).toEqual([...of('0.0'), ...['0/1', '0/2', '0/3', '1/0', '1/1'].map((name) => `${B}/media/${name}`)]);
});
