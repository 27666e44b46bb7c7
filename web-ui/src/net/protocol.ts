/**
 * Protocol 1: every message on the two websockets, one sealed union per direction.
 * The samples that both sides test against stand in board-service/src/test/resources/protocol-samples.json.
 */
export const PROTOCOL = 1;

/** `<row_stamp>-<row_host>`; see {@link isNewer}. */
export type Revision = string;
export type Tools = Readonly<Record<string, unknown>>;

export interface Stage {
  readonly lessonId: string | null;
  readonly pageId: string | null;
  readonly step: number;
  readonly tools: Tools;
}

export type Change =
  | { readonly kind: 'showPage'; readonly lessonId: string; readonly pageId: string; readonly step: number }
  | { readonly kind: 'setTool'; readonly tool: string; readonly value: unknown }
  | { readonly kind: 'clear' };

/** A place on the canvas: 0..1 from the left and from the top. */
export interface Pointer {
  readonly x: number;
  readonly y: number;
  readonly visible: boolean;
}

export interface BoardSummary {
  readonly id: string;
  readonly name: string | null;
  readonly connected: boolean;
  readonly stage: Stage | null;
  readonly revision: Revision | null;
  readonly lastSeenAt: string | null;
  /** The host that the board is connected to; absent when none is known, or from a host of before. */
  readonly host?: string;
  /** What the board said last that it shows: known to the host that it is connected to alone. */
  readonly shown?: Revision;
}

type Problem = { readonly type: 'problem'; readonly code: string; readonly detail?: string };
/** moveTo with `host` null: any other one. restored: the problem that the host had with itself is over. */
type Shared =
  | { readonly type: 'moveTo'; readonly host: string | null }
  | { readonly type: 'pong' }
  | { readonly type: 'restored' }
  | Problem;

export type BoardToServer =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly boardId: string;
      readonly secret: string;
      readonly revision?: Revision;
    }
  /** Asks for a code to pair one more teacher; answered with `code`. */
  | { readonly type: 'code' }
  /** Ends every pairing of this board; answered with `unpaired`. */
  | { readonly type: 'unpair' }
  /** The stage of this revision is drawn on the screen. */
  | { readonly type: 'shown'; readonly revision: Revision }
  | { readonly type: 'ping' };

export type ServerToBoard =
  | { readonly type: 'code'; readonly code: string; readonly expiresAt: string }
  | { readonly type: 'paired'; readonly teacherName: string }
  | { readonly type: 'stage'; readonly revision: Revision; readonly stage: Stage }
  /** The lesson was changed: to be read again. */
  | { readonly type: 'lesson'; readonly lessonId: string }
  | ({ readonly type: 'pointer' } & Pointer)
  | { readonly type: 'unpaired' }
  | Shared;

export type TeacherToServer =
  | { readonly type: 'hello'; readonly protocol: number; readonly clientId: string }
  | { readonly type: 'pair'; readonly requestId: string; readonly code: string; readonly name?: string }
  | { readonly type: 'unpair'; readonly boardId: string }
  | { readonly type: 'change'; readonly commandId: string; readonly boardId: string; readonly change: Change }
  | ({ readonly type: 'pointer'; readonly boardId: string } & Pointer)
  | { readonly type: 'ping' };

export type ServerToTeacher =
  | { readonly type: 'boards'; readonly boards: readonly BoardSummary[] }
  | { readonly type: 'paired'; readonly requestId: string; readonly boardId: string }
  | {
      readonly type: 'refused';
      readonly requestId?: string;
      readonly commandId?: string;
      readonly code: string;
      readonly detail?: string;
    }
  | { readonly type: 'done'; readonly commandId: string; readonly revision: Revision }
  | { readonly type: 'stage'; readonly boardId: string; readonly revision: Revision; readonly stage: Stage }
  | {
      readonly type: 'boardStatus';
      readonly boardId: string;
      readonly connected: boolean;
      readonly lastSeenAt: string | null;
      readonly host?: string;
    }
  /** The board said that it shows this. */
  | { readonly type: 'shown'; readonly boardId: string; readonly revision: Revision }
  | Shared;
