import type { Mode } from './layout';
import { holdMedia, placeMedia } from './media';
import { piecesOf, type Piece } from './pieces';

/** One part of a page that is never split over two screens: a paragraph, a heading, a picture, an item, a table's row. */
export interface Block extends Piece {
  readonly kind: 'heading' | 'picture' | 'text';
}

const TITLE_CHARACTERS = 120;

/**
 * The blocks of a page.
 *
 * @param html made safe by the server
 * @param mediaOrigin where `/media/…` is fetched from; null: it is held until `fetchMedia`
 */
export function blocksOf(html: string, mediaOrigin: string | null): readonly Block[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html').body;
  prepare(parsed, mediaOrigin);
  // Pictures are only fetched once they belong to this document.
  const body = document.importNode(parsed, true);
  return piecesOf(body).map((piece) => ({ ...piece, kind: kindOf(piece) }));
}

/** In which ways the page may be laid out, best first. */
export function modesOf(blocks: readonly Block[]): readonly Mode[] {
  if (isTitle(blocks)) return ['title'];
  const pictures = blocks.filter((block) => block.kind === 'picture').length;
  const texts = blocks.filter((block) => block.kind === 'text').length;
  if (pictures !== 1) return ['stack'];
  return texts > 0 ? ['stack', 'beside'] : ['picture'];
}

/** The first words of a page, to name it by. */
export function titleOf(blocks: readonly Block[]): string {
  const named =
    blocks.find((block) => block.kind === 'heading') ?? blocks.find((block) => block.node.textContent?.trim());
  const text = named?.node.textContent?.trim().replace(/\s+/g, ' ') ?? '';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function isTitle(blocks: readonly Block[]): boolean {
  const texts = blocks.filter((block) => block.kind === 'text');
  const characters = texts.reduce((sum, block) => sum + (block.node.textContent?.length ?? 0), 0);
  return (
    blocks.length > 0 &&
    blocks.length <= 3 &&
    blocks[0]?.kind === 'heading' &&
    texts.length <= 1 &&
    characters <= TITLE_CHARACTERS &&
    texts.every((block) => block.node.tagName === 'P') &&
    blocks.every((block) => block.kind !== 'picture')
  );
}

function prepare(body: HTMLElement, mediaOrigin: string | null): void {
  for (const element of Array.from(body.querySelectorAll('[id]'))) element.removeAttribute('id');
  for (const image of Array.from(body.querySelectorAll('img'))) {
    if (mediaOrigin === null) holdMedia(image);
    else placeMedia(image, mediaOrigin);
    image.removeAttribute('loading');
    image.setAttribute('draggable', 'false');
    if (!image.hasAttribute('alt')) image.setAttribute('alt', '');
  }
  for (const details of Array.from(body.querySelectorAll('details'))) details.open = true;
  for (const link of Array.from(body.querySelectorAll('a[href]'))) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
}

function kindOf({ node, inside }: Piece): Block['kind'] {
  if (/^H[1-6]$/.test(node.tagName)) return 'heading';
  const pictures = node.tagName === 'IMG' ? 1 : node.querySelectorAll('img').length;
  return pictures === 1 && inside.length === 0 && !node.textContent?.trim() ? 'picture' : 'text';
}
