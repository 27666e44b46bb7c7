import type { Arrivals } from './arrivals.svelte';

/** An address of no file, which a host renders like any picture's. */
const NOWHERE = `/media/${'0'.repeat(64)}/`;
const FRAME =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" fill="none" stroke="#888" stroke-width="6">' +
      '<rect x="3" y="3" width="634" height="474" rx="24" stroke-dasharray="18 14"/>' +
      '<path d="M180 330l90-100 70 70 50-55 70 85zM430 165h1" stroke-linejoin="round" stroke-linecap="round"/></svg>',
  );

/** The text that a host renders for a look at it: places are pictures, so that the page is laid out as it will be. */
export function withPictures(text: string): string {
  return text.replace(/\]\(uploading:([0-9a-f-]{36})\)/g, (_place, id: string) => `](${NOWHERE}${id})`);
}

/** What a host made of it, with the pictures that this device has itself, or a frame for those that it cannot show. */
export function drawn(html: string, { looks }: Pick<Arrivals, 'looks'>): string {
  if (!html.includes(NOWHERE)) return html;
  return html.replace(new RegExp(`${NOWHERE}([0-9a-f-]{36})`, 'g'), (_address, id: string) => looks.get(id) ?? FRAME);
}
