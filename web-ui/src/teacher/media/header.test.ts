import { expect, test } from 'vitest';
import { readHeader } from './header';

const latin = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0));
const big = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const little = (value: number) => big(value).reverse();
const short = (value: number) => [value >> 8, value & 255];
const pngOf = (width: number, height: number, ...more: number[]) => [
  ...[0x89, ...latin('PNG\r\n'), 0x1a, 0x0a, ...big(13), ...latin('IHDR'), ...big(width), ...big(height)],
  ...[8, 6, 0, 0, 0, 1, 2, 3, 4, ...more],
];
const jpegOf = (width: number, height: number, frame = 0xc0) => [
  ...[0xff, 0xd8, 0xff, 0xe1, ...short(8), ...latin('Exif\0\0'), 0xff, 0xff, 0xc4, ...short(4), 0, 0],
  ...[0xff, frame, ...short(11), 8, ...short(height), ...short(width), 1, 1, 0x11, 0],
];
const riff = (kind: string, ...rest: number[]) => [...latin('RIFF'), ...little(99), ...latin(`WEBP${kind}`), ...rest];
const webpX = (flags: number) => riff('VP8X', ...little(10), flags, 0, 0, 0, 0xff, 0x09, 0, 0x7f, 0x07, 0);
const ispe = (width: number, height: number) => [
  ...big(20),
  ...latin('ispe'),
  ...big(0),
  ...big(width),
  ...big(height),
];
const ftyp = (brand: string, ...rest: number[]) => [...big(16), ...latin(`ftyp${brand}`), ...big(0), ...rest];
const still = (kind: string, width: number, height: number) => ({ kind, width, height, animated: false });
const moving = (kind: string, width: number, height: number) => ({ kind, width, height, animated: true });

test.each([
  ['a PNG', pngOf(30_000, 30_000), still('png', 30_000, 30_000)],
  ['a PNG that moves', pngOf(4, 5, ...big(8), ...latin('acTL'), ...big(0)), moving('png', 4, 5)],
  [
    'a PNG with a colour profile',
    pngOf(4, 5, ...big(0), ...latin('iCCP'), ...big(0), ...big(0), ...latin('IDAT')),
    still('png', 4, 5),
  ],
  ['a JPEG after its EXIF data', jpegOf(4032, 3024), still('jpeg', 4032, 3024)],
  ['a progressive JPEG', jpegOf(65_535, 1, 0xc2), still('jpeg', 65_535, 1)],
  ['a GIF', [...latin('GIF89a'), 0x40, 0x01, 0xf0, 0x00], moving('gif', 320, 240)],
  ['a WebP', riff('VP8 ', ...little(9), 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x02, 0xe0, 0x01), still('webp', 640, 480)],
  ['a lossless WebP', riff('VP8L', ...little(9), 0x2f, ...little(639 | (479 << 14))), still('webp', 640, 480)],
  ['an extended WebP', webpX(0x10), still('webp', 2560, 1920)],
  ['a WebP that moves', webpX(0x12), moving('webp', 2560, 1920)],
  ['an AVIF with its preview', ftyp('avif', ...ispe(160, 120), ...ispe(4000, 3000)), still('avif', 4000, 3000)],
  ['an AVIF that moves', ftyp('avis', ...ispe(160, 120)), moving('avif', 160, 120)],
  ['a HEIC of tiles', ftyp('heic', ...ispe(512, 512), ...ispe(4032, 3024)), still('heic', 4032, 3024)],
  ['a BMP from the top down', [...latin('BM'), ...Array(16).fill(0), ...little(7), ...little(-9)], still('bmp', 7, 9)],
])('%s', (_, bytes, header) => expect(readHeader(Uint8Array.from(bytes))).toEqual(header));

test.each([
  ['nothing', []],
  ['one byte', [0xff]],
  ['a text', latin('<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>')],
  ['a PNG of no width', pngOf(0, 5)],
  ['a PNG that breaks off', pngOf(4, 5).slice(0, 20)],
  ['a JPEG without a frame', [0xff, 0xd8, 0xff, 0xda, 0, 4, 0, 0]],
  ['a JPEG that breaks off', jpegOf(5, 5).slice(0, 24)],
  ['a JPEG of markers that lead nowhere', [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xe0]],
  ['a WebP of no known kind', riff('XXXX', ...Array(30).fill(0))],
  ['an AVIF that names no size', ftyp('avif')],
  ['a film', ftyp('isom', ...ispe(160, 120))],
])('%s says nothing', (_, bytes) => expect(readHeader(Uint8Array.from(bytes as number[]))).toBeNull());

test('the size is found where the bytes lie in the middle of others', () => {
  const bytes = Uint8Array.from([1, 2, 3, ...pngOf(4, 5)]).subarray(3);
  expect(readHeader(bytes)).toEqual(still('png', 4, 5));
});

test('a megabyte of markers of a damaged JPEG ends', () => {
  expect(readHeader(new Uint8Array(1024 * 1024).fill(0xff).fill(0xd8, 1, 2))).toBeNull();
});
