import { boardAt, isUsable, seesFirstHand, type Source } from './source';

/** How long the other hosts are asked for a board, and how much longer each pause between two such searches is. */
export const SEARCH_MILLIS = 10_000;
/** A host that was named, and the home while it changes, get this long before others are asked. */
export const NAMED_FIRST_MILLIS = 1000;
export const MOST_LINES = 5;

export interface Situation {
  /** Ids of the boards that the teacher steers. */
  readonly steered: readonly string[];
  readonly sources: readonly Source[];
  readonly homeId: string;
  /** Ids of all hosts. */
  readonly hosts: readonly string[];
  /** Ids of boards with changes that are still to reach them. */
  readonly waiting: ReadonlySet<string>;
  /** The host where a board was paired in this window: until somebody lists it, that host knows it. */
  readonly pairedAt: ReadonlyMap<string, string>;
}

/** Hosts, other than the home, that steered boards are said to be connected to. */
export function namedHosts({ steered, sources, homeId, hosts, pairedAt }: Situation): ReadonlySet<string> {
  const named = steered.flatMap((id) => {
    const listing = sources.filter((source) => boardAt(source, id));
    const open = listing.filter((source) => source.open);
    if (open.length === 0 && pairedAt.has(id)) return [pairedAt.get(id)];
    // What a lost connection said last is better than nothing.
    return (open.length > 0 ? open : listing).map((source) => {
      const board = boardAt(source, id);
      return board?.connected ? board.host : undefined;
    });
  });
  return new Set(hosts.filter((id) => id !== homeId && named.includes(id)));
}

/**
 * Whether other hosts are to be asked for a board: nobody whom we can speak with sees it, and it is somewhere, or was, or
 * is waited for. A board that no host lists is `unlisted`: it may have been unpaired long ago, so it is looked for once.
 */
export function need(boardId: string, { sources, waiting }: Situation): 'none' | 'sought' | 'unlisted' {
  if (sources.some((source) => isUsable(source) && seesFirstHand(source, boardId))) return 'none';
  const known = sources.flatMap((source) => (source.open ? (boardAt(source, boardId) ?? []) : []));
  // Hosts of before do not say which of them sees it.
  if (known.some((board) => board.connected && board.host === undefined)) return 'none';
  if (waiting.has(boardId)) return 'sought';
  if (known.length === 0) return 'unlisted';
  return known.some((board) => board.connected || board.lastSeenAt !== null) ? 'sought' : 'none';
}

/** `on`: lines to the other hosts are open; else they rest. */
export interface Search {
  readonly on: boolean;
  /** Until when, in milliseconds since 1970. */
  readonly until: number;
  /** How many rounds are over. */
  readonly rounds: number;
}

/** The search at this moment; null while no board is sought. It rests longer after each round in vain. */
export function searchAt(search: Search | null, situation: Situation, now: number): Search | null {
  const needs = situation.steered.map((id) => need(id, situation));
  const sought = needs.includes('sought') || (needs.includes('unlisted') && (search?.rounds ?? 0) === 0);
  if (!sought || situation.hosts.length < 2) return needs.includes('unlisted') ? search : null;
  if (search === null) {
    const home = situation.sources.some((source) => source.home && source.open && source.listed);
    const wait = !home || namedHosts(situation).size > 0;
    return wait ? { on: false, until: now + NAMED_FIRST_MILLIS, rounds: 0 } : begun(0, now);
  }
  if (now < search.until) return search;
  if (!search.on) return begun(search.rounds, now);
  const rounds = search.rounds + 1;
  return { on: false, until: now + rounds * SEARCH_MILLIS, rounds };
}

/** Ids of the hosts that lines are wanted to. */
export function wantedHosts(situation: Situation, search: Search | null): ReadonlySet<string> {
  const named = namedHosts(situation);
  if (!search?.on) return named;
  const others = situation.hosts.filter((id) => id !== situation.homeId && !named.has(id));
  return new Set([...named, ...others].slice(0, MOST_LINES));
}

function begun(rounds: number, now: number): Search {
  return { on: true, until: now + SEARCH_MILLIS, rounds };
}
