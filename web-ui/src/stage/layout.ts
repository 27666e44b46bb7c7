/**
 * How a page is laid out on the canvas. Pure: what the browser measured goes in, the plan comes out, so that every
 * screen that measures the same gets the same steps.
 */

/** Logical pixels. The board and every thumbnail scale this one canvas. */
export const CANVAS = { width: 1280, height: 720, padX: 76, padY: 52 } as const;
export const ROOM = CANVAS.height - 2 * CANVAS.padY;

/**
 * Type sizes in logical pixels, largest first. The last is the floor: on a 65 inch board (0.81 m high) 28 px is 31 mm of
 * type, capitals of 21 mm, readable from 8 m.
 */
export const TYPE_SIZES = [60, 52, 46, 42, 38, 34, 31, 28] as const;
export const FLOOR = 28;
/** Beside a picture type grows no further: the room is the picture's. */
const LARGEST_WITH_PICTURE = 46;

/** One block of a page as the browser laid it out, in logical pixels from the top of the page. */
export interface Box {
  readonly top: number;
  readonly bottom: number;
  /** Room that is needed above when a screen begins with this block, and below when one ends: a table's head, a frame. */
  readonly above: number;
  readonly below: number;
  /** A heading: never the last block of a screenful. */
  readonly leads: boolean;
  /** Blocks with the same group stay on one screen when they fit on one. */
  readonly group: unknown;
}

/**
 * `stack`: one column; `beside`: the page's one picture to the right of its text; `picture`: a picture, as large as
 * possible, perhaps below a heading; `title`: centred.
 */
export type Mode = 'title' | 'picture' | 'stack' | 'beside';

export interface Step {
  /** Blocks `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
  /** Below 1 for a single block that is taller than the canvas even at the floor. */
  readonly scale: number;
}

export interface Plan {
  readonly mode: Mode;
  readonly size: number;
  readonly steps: readonly Step[];
}

export type Measure = (mode: Mode, size: number) => readonly Box[];

/**
 * The plan of a page: the largest type with which all of it fits; when even the floor does not do, as few screenfuls as
 * the floor needs, with the largest type that needs no more.
 */
export function planPage(modes: readonly Mode[], measure: Measure, room: number = ROOM): Plan {
  const largest = modes.includes('beside') ? LARGEST_WITH_PICTURE : TYPE_SIZES[0];
  for (const size of TYPE_SIZES.filter((one) => one <= largest)) {
    for (const mode of modes) {
      const boxes = measure(mode, size);
      if (heightOf(boxes, 0, boxes.length) <= room)
        return { mode, size, steps: [{ from: 0, to: boxes.length, scale: 1 }] };
    }
  }
  const fewest = partIntoSteps(measure('stack', FLOOR), room);
  for (const size of TYPE_SIZES) {
    const steps = partIntoSteps(measure('stack', size), room);
    const readable = steps.every((step, index) => step.scale >= (fewest[index]?.scale ?? 1));
    if (steps.length <= fewest.length && readable) return { mode: 'stack', size, steps };
  }
  return { mode: 'stack', size: FLOOR, steps: fewest };
}

/** Screenfuls of whole blocks, in order. A heading goes with what follows it; a group is kept together if it can be. */
export function partIntoSteps(boxes: readonly Box[], room: number): readonly Step[] {
  const steps: Step[] = [];
  let from = 0;
  while (from < boxes.length) {
    let to = from + 1;
    while (to < boxes.length && heightOf(boxes, from, to + 1) <= room) to++;
    if (to < boxes.length) to = withoutTrailingHeadings(boxes, from, beforeGroup(boxes, from, to, room));
    steps.push({ from, to, scale: Math.min(1, room / Math.max(1, heightOf(boxes, from, to))) });
    from = to;
  }
  return steps.length > 0 ? steps : [{ from: 0, to: 0, scale: 1 }];
}

/** Moves the break at `to` before the group that it would part, when that group fits on a screen of its own. */
function beforeGroup(boxes: readonly Box[], from: number, to: number, room: number): number {
  const group = boxes[to]?.group ?? null;
  if (group === null || boxes[to - 1]?.group !== group) return to;
  let start = to;
  while (start > 0 && boxes[start - 1]?.group === group) start--;
  let end = to;
  while (end < boxes.length && boxes[end]?.group === group) end++;
  return start > from && heightOf(boxes, start, end) <= room ? start : to;
}

function withoutTrailingHeadings(boxes: readonly Box[], from: number, to: number): number {
  let end = to;
  while (end > from && boxes[end - 1]?.leads) end--;
  // Nothing but headings so far: what follows is too tall for one screen anyway and is scaled together with them.
  return end > from ? end : Math.min(boxes.length, to + 1);
}

function heightOf(boxes: readonly Box[], from: number, to: number): number {
  const first = boxes[from];
  const last = boxes[to - 1];
  if (!first || !last || to <= from) return 0;
  let bottom = first.bottom;
  for (let index = from + 1; index < to; index++) bottom = Math.max(bottom, boxes[index]?.bottom ?? bottom);
  return bottom - first.top + first.above + last.below;
}

/** How much to scale the canvas so that all of it shows in `width` × `height`. */
export function scaleToFit(width: number, height: number): number {
  return Math.max(0, Math.min(width / CANVAS.width, height / CANVAS.height));
}
