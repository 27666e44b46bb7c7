import type { After } from './writes';

/** Where a card is on the screen, and whether what is carried may be put into it. */
export interface Box {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly takes: boolean;
}

export interface Spot {
  readonly at: 'before' | 'after' | 'into';
  readonly id: string;
}

/** So much of a card that takes things, at either end, means beside it; what is between means into it. */
const BESIDE = 0.28;

/**
 * What a point on the screen means for what is carried there, among the cards that it is carried past.
 *
 * @param column whether the cards stand above one another; else in rows that are read from left to right
 */
export function spotAt(x: number, y: number, boxes: readonly Box[], column: boolean): Spot | null {
  const nearest = boxes.reduce<Box | null>(
    (best, box) => (best && distance(best, x, y) <= distance(box, x, y) ? best : box),
    null,
  );
  if (!nearest) return null;
  const share = column
    ? (y - nearest.top) / (nearest.bottom - nearest.top)
    : (x - nearest.left) / (nearest.right - nearest.left);
  const inside = distance(nearest, x, y) === 0;
  if (inside && nearest.takes && share > BESIDE && share < 1 - BESIDE) return { at: 'into', id: nearest.id };
  return { at: share < 0.5 ? 'before' : 'after', id: nearest.id };
}

/**
 * The sibling that what is carried comes after when it is put down beside another; undefined when that is where it
 * stands.
 *
 * @param order all siblings, the carried one among them
 */
export function afterOf(spot: Spot, order: readonly string[], carried: string): After {
  const others = order.filter((id) => id !== carried);
  const at = others.indexOf(spot.id) + (spot.at === 'after' ? 1 : 0);
  return at === order.indexOf(carried) ? undefined : (others[at - 1] ?? null);
}

function distance(box: Box, x: number, y: number): number {
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}
