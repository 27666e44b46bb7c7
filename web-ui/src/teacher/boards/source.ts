import type { BoardSummary, Revision, ServerToTeacher, Stage } from '../../net/protocol';
import { isNewer } from '../../stage/revision';

/** What one connection to a host has told of the boards, and how it stands: of the home, or a line beside it. */
export interface Source {
  /** Another one for each new connection: what was said on one before is not said on this one. */
  readonly key: number;
  readonly hostId: string;
  /** Whether this is the host in use, which knows of all boards what has reached it. */
  readonly home: boolean;
  /** The host has greeted us. Without that what it said last is kept. */
  readonly open: boolean;
  /** Why the host says that it is no good. */
  readonly trouble: string | null;
  /** Nothing comes, though it should. */
  readonly silent: boolean;
  /** Whether this connection has listed the boards. */
  readonly listed: boolean;
  readonly boards: readonly BoardSummary[];
  /** Since when (milliseconds since 1970) this connection has listed a board. */
  readonly since: ReadonlyMap<string, number>;
}

export function newSource(hostId: string, home: boolean): Source {
  const state = { open: false, trouble: null, silent: false, listed: false };
  return { key: 0, hostId, home, ...state, boards: [], since: new Map() };
}

export function boardAt(source: Source, boardId: string): BoardSummary | undefined {
  return source.boards.find((board) => board.id === boardId);
}

/** Whether what is said on this connection now is likely to be done. */
export function isUsable(source: Source): boolean {
  return source.open && source.listed && !source.silent && source.trouble === null;
}

/** Whether the board is connected to the very host that says so, and not known to it by what others told. */
export function seesFirstHand(source: Source, boardId: string): boolean {
  if (!source.open || !source.listed) return false;
  const board = boardAt(source, boardId);
  return board !== undefined && board.connected && board.host === source.hostId;
}

/** The source after a message. Within one connection nothing gets older. */
export function heard(source: Source, message: ServerToTeacher, now: number): Source {
  switch (message.type) {
    case 'boards': {
      const known = source.listed ? source : { ...source, boards: [], since: new Map<string, number>() };
      return {
        ...source,
        listed: true,
        boards: message.boards.map((board) => keepNewest(board, boardAt(known, board.id))),
        since: new Map(message.boards.map(({ id }) => [id, known.since.get(id) ?? now])),
      };
    }
    case 'stage':
      return withStage(source, message.boardId, message.revision, message.stage);
    case 'boardStatus':
      return withBoard(source, message.boardId, ({ host, shown, ...board }) => {
        // Who comes anew says anew what it shows.
        const same = board.connected && message.connected && host === message.host;
        return {
          ...board,
          connected: message.connected,
          lastSeenAt: message.lastSeenAt,
          ...(message.host === undefined ? {} : { host: message.host }),
          ...(same && shown !== undefined ? { shown } : {}),
        };
      });
    case 'shown':
      return withBoard(source, message.boardId, (board) =>
        isNewer(message.revision, board.shown) ? { ...board, shown: message.revision } : board,
      );
    default:
      return source;
  }
}

/** The source after it is known to have this stage of a board. */
export function withStage(source: Source, boardId: string, revision: Revision, stage: Stage): Source {
  return withBoard(source, boardId, (board) =>
    isNewer(revision, board.revision) ? { ...board, revision, stage } : board,
  );
}

export function withoutBoard(source: Source, boardId: string): Source {
  return { ...source, boards: source.boards.filter((board) => board.id !== boardId) };
}

function withBoard(source: Source, boardId: string, change: (board: BoardSummary) => BoardSummary): Source {
  return { ...source, boards: source.boards.map((board) => (board.id === boardId ? change(board) : board)) };
}

function keepNewest(board: BoardSummary, known: BoardSummary | undefined): BoardSummary {
  if (!known || !isNewer(known.revision, board.revision)) return board;
  return { ...board, revision: known.revision, stage: known.stage };
}
