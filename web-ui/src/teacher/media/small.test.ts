import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CopyWatch, copiesWaitMillis } from './copies';
import type { MediaItem } from './item';
import { COPIES_AT_ONCE, COPIES_LOOKS } from './limits';
import { imageMarkdown, placeholderFor, placeholdersIn } from './markdown';
import { Rate } from './rate';
import { afterFailure, againMillis } from './uploadState';

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

test('speed is that of the last eight seconds, and a standstill shows', () => {
  let now = 0;
  const rate = new Rate(() => now);
  rate.moved(0);
  now = 900;
  rate.moved(900);
  expect([rate.bytesPerSecond, rate.secondsLeft(1000)]).toEqual([null, null]);
  now = 2000;
  rate.moved(2000);
  expect([rate.bytesPerSecond, rate.secondsLeft(3500)]).toEqual([1000, 4]);
  for (now = 3000; now <= 20_000; now += 1000) rate.moved(2000);
  now = 20_000;
  expect([rate.bytesPerSecond, rate.secondsLeft(3500)]).toEqual([0, null]);
});

test('what begins again at another host is measured anew', () => {
  let now = 0;
  const rate = new Rate(() => now);
  rate.moved(0);
  now = 5000;
  rate.moved(5_000_000);
  rate.moved(0);
  now = 7000;
  rate.moved(4000);
  expect(rate.bytesPerSecond).toBe(2000);
});

const id = '01938f00-0000-7000-8000-000000000001';

test.each([
  ['', '![](/media/x/a.webp)'],
  ['A star', '![A star](/media/x/a.webp)'],
  ['a\n  b ]( c', '![a b \\]( c](/media/x/a.webp)'],
  ['*5* < 6 & `x` \\ | ~', '![\\*5\\* \\< 6 \\& \\`x\\` \\\\ \\| \\~](/media/x/a.webp)'],
])('%j is written as text of a picture', (alt, markdown) =>
  expect(imageMarkdown(alt, '/media/x/a.webp')).toBe(markdown),
);

test('an address cannot end early', () =>
  expect(imageMarkdown('', '/media/x/a (1)\n<b>.webp')).toBe('![](/media/x/a%20%281%29%0A%3Cb%3E.webp)'));

test('placeholders are found with their words', () => {
  const other = id.replace(/1$/, '2');
  const text = `# Sky\n${placeholderFor(id, 'a [b] c')} and ${placeholderFor(other, '')}, ${placeholderFor(id, '')}`;
  expect(placeholdersIn(text)).toEqual([
    { id, alt: 'a [b] c' },
    { id: other, alt: '' },
    { id, alt: '' },
  ]);
  expect(placeholdersIn(`![a ] b](uploading:${id})`)).toEqual([{ id, alt: '' }]);
  expect(placeholdersIn('![](uploading:x) ![](/media/x) (uploading:' + id + ')')).toEqual([]);
});

test.each([
  [413, 'too-large', 'over'],
  [415, 'unsupported-media-type', 'over'],
  [409, 'id-taken', 'over'],
  [409, 'upload-offset', 'again'],
  [410, 'gone', 'again'],
  [423, 'internal', 'again'],
  [429, 'too-many-uploads', 'again'],
  [460, 'checksum', 'again'],
  [401, 'not-signed-in', 'signed-out'],
  [403, 'forbidden', 'over'],
  [507, 'disk-nearly-full', 'again'],
  [0, 'unreachable', 'again'],
] as const)('%d %s means %s', (status, code, means) => expect(afterFailure({ status, code })).toBe(means));

test('the wait grows to 30 seconds, and a host may ask for more than we would wait', () => {
  expect([1, 2, 3, 20].map((attempt) => againMillis(attempt, null, 1))).toEqual([2000, 4000, 8000, 30_000]);
  expect(againMillis(1, null, 0)).toBe(500);
  expect(againMillis(1, 12, 0)).toBe(12_000);
  expect(againMillis(1, 3600, 0)).toBe(30_000);
});

const item = (copies: number, name = id): MediaItem => ({
  ...{ id: name, sha256: 'x', size: 1, contentType: 'image/webp', fileName: 'a.webp', url: '/media/x/a.webp' },
  ...{ createdAt: '', ownerId: null, copies, hosts: 2 },
});

test('a file is looked after until all hosts have it', async () => {
  const copies = [1, 2, 2];
  const ask = vi.fn(async () => item(copies.shift() ?? 2));
  const seen = vi.fn();
  new CopyWatch(ask, seen).watch(item(1));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(seen.mock.calls.map(([one]) => one.copies)).toEqual([1, 2]);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('the looks are bounded in number, each at most 15 s after the last, also when none is answered', async () => {
  const ask = vi.fn().mockRejectedValue(new Error('away'));
  new CopyWatch(ask, () => undefined).watch(item(1));
  await vi.advanceTimersByTimeAsync(3600_000);
  expect(ask).toHaveBeenCalledTimes(COPIES_LOOKS);
  expect([0, 1, 30].map(copiesWaitMillis)).toEqual([1000, 1500, 15_000]);
});

test('only so many are looked after at once, each once, and none after the end', async () => {
  const ask = vi.fn(async (name: string) => item(1, name));
  const watch = new CopyWatch(ask, () => undefined);
  for (let number = 0; number < COPIES_AT_ONCE + 5; number++) watch.watch(item(1, `${number % (COPIES_AT_ONCE + 2)}`));
  watch.watch(item(2, 'everywhere'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(ask).toHaveBeenCalledTimes(COPIES_AT_ONCE);
  watch.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ask).toHaveBeenCalledTimes(COPIES_AT_ONCE);
});
