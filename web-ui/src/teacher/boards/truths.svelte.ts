import type { BoardSummary, Revision } from '../../net/protocol';
import { ADVICE_MILLIS, isSettled, QUIET_MILLIS, truthOf, type Truth } from './truth';

export interface Told {
  readonly truth: Truth;
  /** It is time to say what can be done. */
  readonly overdue: boolean;
}

interface Waiting {
  readonly since: number;
  /** What the board showed then: while that changes, it follows. */
  readonly shown: Revision | undefined;
}

const UNKNOWN: Told = { truth: 'on-its-way', overdue: false };

/** The truth about each board at this moment. */
export class Truths {
  private told = $state.raw<ReadonlyMap<string, Told>>(new Map());
  private readonly waiting = new Map<string, Waiting>();
  private readonly speaking = new Set<string>();

  of(boardId: string): Told {
    return this.told.get(boardId) ?? UNKNOWN;
  }

  /**
   * Returns when something more will be true if nothing happens before, in milliseconds since 1970.
   *
   * @param pending ids of the boards with changes that no host has acknowledged
   */
  update(boards: readonly BoardSummary[], pending: ReadonlySet<string>, now: number): number {
    let next = Infinity;
    const told = new Map<string, Told>();
    for (const { id, connected, revision, shown } of boards) {
      if (shown !== undefined) this.speaking.add(id);
      const facts = { connected, revision, shown, pending: pending.has(id), speaks: this.speaking.has(id) };
      const since = this.since(id, isSettled(facts), shown, now);
      const waitedMillis = now - since;
      const truth = truthOf({ ...facts, waitedMillis });
      told.set(id, { truth, overdue: truth === 'not-yet' && waitedMillis >= ADVICE_MILLIS });
      if (isSettled(facts)) continue;
      next = Math.min(next, ...[since + QUIET_MILLIS, since + ADVICE_MILLIS].filter((at) => at > now));
    }
    if (!same(told, this.told)) this.told = told;
    return next;
  }

  forget(): void {
    this.told = new Map();
    this.waiting.clear();
    this.speaking.clear();
  }

  private since(id: string, settled: boolean, shown: Revision | undefined, now: number): number {
    const before = this.waiting.get(id);
    if (settled) this.waiting.delete(id);
    else if (!before || before.shown !== shown) this.waiting.set(id, { since: now, shown });
    return this.waiting.get(id)?.since ?? now;
  }
}

function same(one: ReadonlyMap<string, Told>, other: ReadonlyMap<string, Told>): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([id, { truth, overdue }]) => {
    const known = other.get(id);
    return known?.truth === truth && known.overdue === overdue;
  });
}
