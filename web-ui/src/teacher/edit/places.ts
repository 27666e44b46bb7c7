import { difference } from './difference';

/**
 * Pictures in a text, and the places that are held for those on their way: `![alt](uploading:<id>)`. Places stand in what
 * this device keeps, and never in what is said to a host, so no board can show one.
 */
const IMAGE = /!\[((?:\\.|\[[^\][\\\n]*\]|[^\]\\\n])*)\]\((uploading:[0-9a-f-]{36}|\/media\/[0-9a-f]{64}\/[^\s()]+)\)/g;
/** Of a place whose description is no longer one, as it was written on: it still holds. */
const HOLD = /\(uploading:[0-9a-f-]{36}\)/g;
const PLACE = 'uploading:';

interface Piece {
  /** Where it stood, in the text without it. */
  readonly at: number;
  readonly markdown: string;
  /** It had its line to itself. */
  readonly alone: boolean;
}

/** A text without some of its pictures: a line that held nothing else goes with them. */
function apart(
  text: string,
  takes: (markdown: string, address: string) => boolean,
): { readonly rest: string; readonly pieces: readonly Piece[] } {
  const pieces: Piece[] = [];
  const rest: string[] = [];
  let at = 0;
  for (const line of text.split('\n')) {
    const found = Array.from(line.matchAll(IMAGE)).filter(([markdown, , address = '']) => takes(markdown, address));
    const left = found.reduce((words, [markdown]) => words.replace(markdown, () => ''), line);
    if (found.length > 0 && left.trim() === '') {
      pieces.push({ at, markdown: line.trim(), alone: true });
      continue;
    }
    let cut = 0;
    for (const { 0: markdown, index } of found) {
      pieces.push({ at: at + index - cut, markdown, alone: false });
      cut += markdown.length;
    }
    rest.push(left);
    at += left.length + 1;
  }
  return { rest: rest.join('\n'), pieces };
}

/** What of a text is said to hosts. */
export function spoken(text: string): string {
  return text.includes(PLACE)
    ? apart(text, (_markdown, address) => address.startsWith(PLACE)).rest.replace(HOLD, '')
    : text;
}

/** Whether nothing of `text` is left to say beyond `base` until a picture has come. */
export function onlyHolds(text: string, base: string): boolean {
  return text.includes(PLACE) && spoken(text) !== text && alike(spoken(text), base);
}

/** A picture takes its places, with the description that stands there if there is one; null: the places go. */
export function taken(text: string, id: string, picture: string | null): string {
  const place = PLACE + id;
  if (!text.includes(place)) return text;
  if (picture === null) {
    return apart(text, (_markdown, address) => address === place).rest.replaceAll(`(${place})`, '');
  }
  const address = picture.slice(picture.lastIndexOf(']('));
  return text.replaceAll(`![](${place})`, () => picture).replaceAll(`](${place})`, () => address);
}

/**
 * Puts the pictures of `mine` into `theirs`, by what they stood by, when pictures are all that `mine` brought to `base`; null:
 * it brought more, and who wrote it has to choose.
 */
export function carried(base: string, mine: string, theirs: string): string | null {
  const { rest, pieces } = apart(mine, (markdown) => !base.includes(markdown));
  if (pieces.length === 0 || !alike(rest, base)) return null;
  const change = difference(rest, theirs);
  const moved = (at: number) => {
    if (!change || at <= change.from) return at;
    return at < change.to ? change.from + change.insert.length : at + theirs.length - rest.length;
  };
  return pieces.reduceRight(
    (text, piece) => put(text, { ...piece, at: Math.min(moved(piece.at), text.length) }),
    theirs,
  );
}

/** Blank lines more or less, which a picture leaves behind, are no other text. */
function alike(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\n{3,}/g, '\n\n').trim();
  return plain(one) === plain(other);
}

function put(text: string, { at, markdown, alone }: Piece): string {
  if (text.includes(markdown)) return text;
  if (!alone) return text.slice(0, at) + markdown + text.slice(at);
  const isStart = at === 0 || text[at - 1] === '\n';
  const end = text.indexOf('\n', at);
  const here = isStart ? at : end < 0 ? text.length : end;
  const [before, behind] = [text.slice(0, here).replace(/\n+$/, ''), text.slice(here).replace(/^\n+/, '')];
  return (
    [before, markdown, behind || null].filter((part) => part !== null && part !== '').join('\n\n') +
    (behind ? '' : '\n')
  );
}
