/** A piece of an excerpt: plain text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", apos: "'" };

/** Parts an excerpt at its `<mark>` tags. Every other tag stays text: nothing of it is ever read as HTML. */
export function piecesOf(excerpt: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let hit = false;
  for (const part of excerpt.split(/(<\/?mark>)/)) {
    if (part === '<mark>') hit = true;
    else if (part === '</mark>') hit = false;
    else if (part) pieces.push({ text: plain(part), hit });
  }
  return pieces;
}

function plain(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
