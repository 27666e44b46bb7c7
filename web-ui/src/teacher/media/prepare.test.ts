import { expect, test, vi } from 'vitest';
import { MAX_FILE_BYTES, MAX_PIXELS } from './limits';
import { fitted, planFor } from './plan';
import { prepare } from './prepare';

const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
function png(width: number, height: number, bytes = 1000): Blob {
  const start = [
    0x89,
    0x50,
    0x4e,
    0x47,
    13,
    10,
    26,
    10,
    ...big(13),
    0x49,
    0x48,
    0x44,
    0x52,
    ...big(width),
    ...big(height),
  ];
  return new Blob([Uint8Array.from([...start, 8, 6, 0, 0, 0, 0, 0, 0, 0]), new Uint8Array(bytes)], {
    type: 'image/png',
  });
}
const file = (blob: Blob, fileName = 'My sky.PNG') => ({ blob, fileName, type: blob.type });
const webp = (bytes: number) => new Blob([new Uint8Array(bytes)], { type: 'image/webp' });

test('a photo becomes a WebP of at most 2560 pixels a side, with its name', async () => {
  const reduce = vi.fn().mockResolvedValue(webp(200));
  const made = await prepare(file(png(4032, 3024)), false, reduce);
  expect(reduce).toHaveBeenCalledWith(expect.any(Blob), 2560);
  expect(made).toMatchObject({ fileName: 'My sky.webp', type: 'image/webp', blob: { size: 200 } });
});

test('a small one is written anew in its own size, and stays as it is when that saves nothing', async () => {
  const small = file(png(640, 480));
  const reduce = vi.fn().mockResolvedValue(webp(200));
  expect(await prepare(small, false, reduce)).toMatchObject({ type: 'image/webp' });
  expect(reduce).toHaveBeenCalledWith(expect.any(Blob), 640);
  expect(await prepare(small, false, async () => webp(5000))).toBe(small);
});

test('a large one is made smaller even when that costs bytes, since boards must draw it', async () => {
  expect(await prepare(file(png(4000, 10)), false, async () => webp(5000))).toMatchObject({ type: 'image/webp' });
});

test('the original goes on request, and what this browser cannot read goes as it is', async () => {
  const photo = file(png(4032, 3024));
  const reduce = vi.fn().mockResolvedValue(null);
  expect(await prepare(photo, true, reduce)).toBe(photo);
  expect(reduce).not.toHaveBeenCalled();
  expect(await prepare(photo, false, reduce)).toBe(photo);
  const song = file(new Blob(['ID3'], { type: 'audio/mpeg' }), 'song.mp3');
  expect(await prepare(song, false, reduce)).toBe(song);
  expect(reduce).toHaveBeenCalledOnce();
});

test('a picture of 30,000 × 30,000 pixels is refused undecoded, as an original too', async () => {
  const reduce = vi.fn();
  for (const asItIs of [false, true]) {
    expect(await prepare(file(png(30_000, 30_000)), asItIs, reduce)).toBe('too-many-pixels');
  }
  expect(reduce).not.toHaveBeenCalled();
});

test('an empty file is refused', async () =>
  expect(await prepare(file(new Blob([])), false, vi.fn())).toBe('empty-file'));

const header = { kind: 'jpeg', width: 10_000, height: MAX_PIXELS / 10_000, animated: false } as const;
test.each([
  ['as large as a host takes', MAX_FILE_BYTES, null, { does: 'keep' }],
  ['a byte more', MAX_FILE_BYTES + 1, null, { does: 'refuse', code: 'too-large' }],
  ['as many pixels as may be', 1, header, { does: 'reduce', longestSide: 2560 }],
  ['a row more', 1, { ...header, height: header.height + 1 }, { does: 'refuse', code: 'too-many-pixels' }],
  ['one that moves', 1, { ...header, animated: true }, { does: 'keep' }],
] as const)('%s', (_, bytes, about, plan) => expect(planFor(bytes, about, false)).toEqual(plan));

test.each([
  [
    { width: 4032, height: 3024 },
    { width: 2560, height: 1920 },
  ],
  [
    { width: 3024, height: 4032 },
    { width: 1920, height: 2560 },
  ],
  [
    { width: 65_535, height: 3 },
    { width: 2560, height: 1 },
  ],
  [
    { width: 100, height: 50 },
    { width: 100, height: 50 },
  ],
])('%o is fitted', (size, to) => expect(fitted(size, 2560)).toEqual(to));
