// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { askElsewhere, imagesOf, moveMedia, placeMedia } from './media';

function pictures(...sources: string[]): HTMLImageElement[] {
  const page = document.createElement('div');
  page.innerHTML = sources.map((source) => `<img src="${source}">`).join('');
  const images = imagesOf(page);
  for (const image of images) placeMedia(image, 'https://a.example.org');
  return images;
}

const came = (image: HTMLImageElement | undefined, width: number) => {
  if (!image) throw new Error('There is no such picture.');
  Object.defineProperty(image, 'complete', { value: true });
  Object.defineProperty(image, 'naturalWidth', { value: width });
};

test('what did not come is fetched from the next host; what is there, or from elsewhere, stays', () => {
  const images = pictures('/media/1/a.png', '/media/2/b.png', '/media/3/c.png', 'data:image/png;base64,x');
  came(images[0], 100);
  came(images[1], 0);
  expect(moveMedia(images, 'https://b.example.org')).toBe(true);
  expect(images.map((image) => image.getAttribute('src'))).toEqual([
    'https://a.example.org/media/1/a.png',
    'https://b.example.org/media/2/b.png',
    'https://b.example.org/media/3/c.png',
    'data:image/png;base64,x',
  ]);
});

test('nothing is fetched when nothing is missing', () => {
  const images = pictures('/media/1/a.png');
  came(images[0], 100);
  expect(moveMedia(images, 'https://b.example.org')).toBe(false);
});

test('a picture that fails is asked of each other host once', () => {
  const origins = ['https://a.example.org', 'https://b.example.org', 'https://c.example.org'];
  const [image, data] = pictures('/media/1/a.png', 'data:image/png;base64,x') as [HTMLImageElement, HTMLImageElement];
  const asked: (string | null)[] = [];
  while (askElsewhere(image, origins)) asked.push(image.getAttribute('src'));
  expect(asked).toEqual(['https://b.example.org/media/1/a.png', 'https://c.example.org/media/1/a.png']);
  expect(askElsewhere(data, origins)).toBe(false);
});

test('when the host changes, each host is asked once more', () => {
  const origins = ['https://a.example.org', 'https://b.example.org'];
  const [image] = pictures('/media/1/a.png') as [HTMLImageElement];
  expect(askElsewhere(image, origins)).toBe(true);
  expect(askElsewhere(image, origins)).toBe(false);
  moveMedia([image], 'https://b.example.org');
  expect(askElsewhere(image, origins)).toBe(true);
});
