import type { Revision } from '../../net/protocol';
import { isNewer } from '../../stage/revision';

/** A board that follows within this time needs no sign. */
export const QUIET_MILLIS = 1000;
/** After this the teacher is told what to do. */
export const ADVICE_MILLIS = 3000;

/**
 * Where the page that the teacher sees is, as far as we know. `on-board`: the board said that it shows it. `on-its-way`: it
 * may still come quickly. `not-yet`: the board has not said so. `away`: no host sees the board. `sent`: a host has it, and
 * this board does not say what it shows, or says it where we do not hear it.
 */
export type Truth = 'on-board' | 'on-its-way' | 'not-yet' | 'away' | 'sent';

export interface Facts {
  /** Whether any host sees the board. */
  readonly connected: boolean;
  /** Whether changes for it are not acknowledged yet. */
  readonly pending: boolean;
  /** Of what it is to show, as far as hosts know. */
  readonly revision: Revision | null;
  /** Of what it said that it shows. */
  readonly shown: Revision | undefined;
  /** Whether it has ever said what it shows. */
  readonly speaks: boolean;
  /** For how long nothing has come of what it is to show. */
  readonly waitedMillis: number;
}

/** The one truth that every sign about a board is made of. */
export function truthOf(facts: Facts): Truth {
  if (!facts.connected) return 'away';
  if (isSettled(facts)) return 'on-board';
  if (facts.waitedMillis < QUIET_MILLIS) return 'on-its-way';
  return facts.pending || facts.speaks ? 'not-yet' : 'sent';
}

/** Whether the board has said that it shows what it is to show. */
export function isSettled({ pending, revision, shown }: Omit<Facts, 'connected' | 'speaks' | 'waitedMillis'>): boolean {
  return !pending && !isNewer(revision, shown);
}
