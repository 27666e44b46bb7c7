import type { BoardSummary, Revision } from '../../net/protocol';
import { isNewer } from '../../stage/revision';
import { isSameStage } from './pending';
import { boardAt, seesFirstHand, type Source } from './source';

/** All boards that any connection knows, each as it is for all we know: first those of the home, in its order. */
export function mergeBoards(sources: readonly Source[]): readonly BoardSummary[] {
  const homeFirst = [...sources].sort((one, other) => Number(other.home) - Number(one.home));
  const ids = new Set(homeFirst.flatMap((source) => source.boards.map((board) => board.id)));
  return [...ids].flatMap((id) => mergeBoard(id, homeFirst) ?? []);
}

/**
 * One board. Who sees it first-hand is believed before the home, which has it from others. A board that is missing at one
 * host is just not known there yet. The newest stage of all is the one that will win everywhere.
 */
function mergeBoard(id: string, homeFirst: readonly Source[]): BoardSummary | null {
  const known = homeFirst.flatMap((source) => boardAt(source, id) ?? []);
  const [first] = known;
  if (!first) return null;
  const seeing = homeFirst.filter((source) => seesFirstHand(source, id));
  const newest = known.reduce((best, board) => (isNewer(board.revision, best.revision) ? board : best));
  const shown = seeing
    .map((source) => shownOf(boardAt(source, id), newest))
    .reduce((best, one) => (isNewer(one, best) ? one : best), undefined);
  const host = seeing[0]?.hostId ?? hearsay(id, homeFirst);
  return {
    id,
    name: first.name ?? known.find((board) => board.name !== null)?.name ?? null,
    connected: host !== null,
    stage: newest.stage,
    revision: newest.revision,
    lastSeenAt: known.map((board) => board.lastSeenAt).reduce(later),
    ...(host ? { host } : {}),
    ...(shown === undefined ? {} : { shown }),
  };
}

/**
 * What a board said that it shows to the host that it is connected to. When that host's stage is the same as the newest,
 * which another host made of the same click, the board shows the newest.
 */
function shownOf(board: BoardSummary | undefined, newest: BoardSummary): Revision | undefined {
  if (board?.shown === undefined || isNewer(board.revision, board.shown)) return board?.shown;
  return isNewer(newest.revision, board.shown) && newest.revision !== null && isSameStage(board.stage, newest.stage)
    ? newest.revision
    : board.shown;
}

/**
 * Where a board is said to be that nobody sees first-hand; empty when that was not said; null: it is away. A host that we
 * speak with ourselves, and that does not see it, is proof against such a word.
 */
function hearsay(id: string, homeFirst: readonly Source[]): string | null {
  const teller = homeFirst.find((source) => (source.home || source.open) && boardAt(source, id));
  const board = teller && boardAt(teller, id);
  if (!board?.connected) return null;
  const there = homeFirst.find((source) => source.hostId === board.host && source.open && source.listed);
  return there && !there.silent && there !== teller ? null : (board.host ?? '');
}

function later(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return Date.parse(other) > Date.parse(one) ? other : one;
}
