import { isTrouble } from '../../net/trouble';
import { boardAt, isUsable, seesFirstHand, type Source } from './source';

/** A change that was not acknowledged within this time is said to the other hosts, too. */
export const ELSEWHERE_MILLIS = 700;
/** A pairing that a host has listed for less than this may not be known yet where it decides. */
export const PAIRING_SETTLES_MILLIS = 3000;

/** How a change has fared so far. */
export interface Delivery {
  /** When it was said first, in milliseconds since 1970; null: not yet. */
  readonly since: number | null;
  /** By key of the source it was said to: when it is to be said there again. Infinity: its answer is waited for. */
  readonly said: ReadonlyMap<number, number>;
  /** A host that it was said to has not done it. */
  readonly failed: boolean;
  /** By key: sources that said that they know of no pairing. */
  readonly strangers: ReadonlySet<number>;
}

export const UNSAID: Delivery = { since: null, said: new Map(), failed: false, strangers: new Set() };

/** Those that may be told of a change: all that know the board; who is no good or silent only when all are. */
function able(boardId: string, sources: readonly Source[]): readonly Source[] {
  const knowing = sources.filter((source) => source.open && source.listed && boardAt(source, boardId));
  const usable = knowing.filter(isUsable);
  return usable.length > 0 ? usable : knowing;
}

/** Who is to be told first: the host that sees the board, else the home, else whoever knows the board. */
export function firstChoice(boardId: string, sources: readonly Source[]): readonly Source[] {
  const all = able(boardId, sources);
  const seeing = all.filter((source) => seesFirstHand(source, boardId));
  if (seeing.length > 0) return seeing;
  const home = all.filter((source) => source.home);
  return home.length > 0 ? home : all;
}

/** Whom to say a change to now. Saying it to several is harmless: it keeps its id. */
export function addressees(
  boardId: string,
  delivery: Delivery,
  sources: readonly Source[],
  now: number,
): readonly Source[] {
  const chosen = isOverdue(boardId, delivery, sources, now) ? able(boardId, sources) : firstChoice(boardId, sources);
  return chosen.filter((source) => (delivery.said.get(source.key) ?? 0) <= now);
}

/** When to look again whom to say it to, if nothing happens before; Infinity: not by itself. */
export function nextLook(boardId: string, delivery: Delivery, sources: readonly Source[], now: number): number {
  const elsewhere =
    delivery.since === null || isOverdue(boardId, delivery, sources, now)
      ? Infinity
      : delivery.since + ELSEWHERE_MILLIS;
  return Math.min(elsewhere, ...[...delivery.said.values()].filter((at) => at > now));
}

/** Whether nobody is left who may know of the pairing. */
export function isStranger(boardId: string, delivery: Delivery, sources: readonly Source[]): boolean {
  return able(boardId, sources).every((source) => delivery.strangers.has(source.key));
}

/**
 * What a refusal means. `later`: the host cannot now. `soon`: it has only just heard of the pairing. `not-here`: the
 * pairing may not have reached this host. `final`: it will not be done.
 *
 * @param listedMillis for how long this connection has listed the board
 */
export function refusalMeans(
  code: string,
  home: boolean,
  listedMillis: number,
): 'later' | 'soon' | 'not-here' | 'final' {
  if (code === 'busy' || isTrouble(code)) return 'later';
  if (code !== 'not-paired') return 'final';
  if (listedMillis < PAIRING_SETTLES_MILLIS) return 'soon';
  return home ? 'final' : 'not-here';
}

function isOverdue(boardId: string, delivery: Delivery, sources: readonly Source[], now: number): boolean {
  if (delivery.since === null) return false;
  if (delivery.failed || now - delivery.since >= ELSEWHERE_MILLIS) return true;
  const keys = new Set(able(boardId, sources).map((source) => source.key));
  return [...delivery.said.keys()].some((key) => !keys.has(key));
}
