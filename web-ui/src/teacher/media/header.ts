/** What the first bytes of a picture say of it, without decoding it. */
export interface PictureHeader {
  readonly kind: 'png' | 'jpeg' | 'gif' | 'webp' | 'avif' | 'heic' | 'bmp';
  readonly width: number;
  readonly height: number;
  /** It may move: made smaller it would stand still. */
  readonly animated: boolean;
}

type Found = Omit<PictureHeader, 'kind'>;

/** Null: not a picture that we know, or its width and height are not among these bytes. */
export function readHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    for (const [kind, starts, read] of KINDS) {
      if (!starts(view)) continue;
      const found = read(view);
      return found && found.width > 0 && found.height > 0 ? { kind, ...found } : null;
    }
  } catch (error) {
    // The file ends before what its own numbers promise.
    if (!(error instanceof RangeError)) throw error;
  }
  return null;
}

const KINDS: readonly (readonly [
  PictureHeader['kind'],
  (view: DataView) => boolean,
  (view: DataView) => Found | null,
])[] = [
  ['png', (view) => text(view, 1, 3) === 'PNG', png],
  ['jpeg', (view) => view.getUint16(0) === 0xffd8, jpeg],
  ['gif', (view) => text(view, 0, 4) === 'GIF8', gif],
  ['webp', (view) => text(view, 0, 4) === 'RIFF' && text(view, 8, 4) === 'WEBP', webp],
  ['avif', (view) => /^avi[fs]/.test(brand(view)), boxed],
  ['heic', (view) => /^(hei|hev|mif1|msf1)/.test(brand(view)), boxed],
  ['bmp', (view) => text(view, 0, 2) === 'BM', bmp],
];

function text(view: DataView, at: number, length: number): string {
  if (at + length > view.byteLength) return '';
  return Array.from({ length }, (_, index) => String.fromCharCode(view.getUint8(at + index))).join('');
}

function brand(view: DataView): string {
  return text(view, 4, 4) === 'ftyp' ? text(view, 8, 4) : '';
}

/** Moving PNGs say so in a chunk that stands before the picture's own bytes. */
function png(view: DataView): Found {
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const chunk = text(view, at + 4, 4);
    if (chunk === 'acTL') return { ...size, animated: true };
    if (chunk === 'IDAT') break;
  }
  return { ...size, animated: false };
}

function jpeg(view: DataView): Found | null {
  for (let at = 2; ;) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5), animated: false };
    if (marker < 0xff00 || marker === 0xffda) return null;
    at += 2 + view.getUint16(at + 2);
  }
}

/** Nearly every GIF that a teacher has moves, and the others are small. */
function gif(view: DataView): Found {
  return { width: view.getUint16(6, true), height: view.getUint16(8, true), animated: true };
}

function webp(view: DataView): Found | null {
  switch (text(view, 12, 4)) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff, animated: false };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), animated: false };
    }
    case 'VP8X': {
      const threeBytes = (at: number) => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
      return { width: threeBytes(24), height: threeBytes(27), animated: (view.getUint8(20) & 2) !== 0 };
    }
    default:
      return null;
  }
}

/** AVIF and HEIC: the largest of the sizes that are named, since parts and previews name theirs too. */
function boxed(view: DataView): Found | null {
  let best: Found | null = null;
  const animated = /^(avis|hevc|msf1)/.test(brand(view));
  for (let at = 0; at + 16 <= view.byteLength; at++) {
    if (view.getUint32(at) !== 0x69737065) continue; // ispe
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12), animated };
    if (!best || found.width * found.height > best.width * best.height) best = found;
  }
  return best;
}

function bmp(view: DataView): Found {
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)), animated: false };
}
