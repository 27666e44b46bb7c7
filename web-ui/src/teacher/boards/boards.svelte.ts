import { forget, recall, remember } from '../../look/memory';
import { ApiError } from '../../net/api';
import type { Connection } from '../../net/connection.svelte';
import { pairAt } from '../../net/errand';
import type { Host } from '../../net/hosts';
import { CommandIds, newId } from '../../net/ids';
import {
  PROTOCOL,
  type BoardSummary,
  type Change,
  type Pointer,
  type ServerToTeacher,
  type Stage,
  type TeacherToServer,
} from '../../net/protocol';
import { LiveSocket, type LinkState } from '../../net/socket';
import { isNewer } from '../../stage/revision';
import { toSayAgain, withAcknowledged, type Acknowledged } from './acknowledged';
import { applyChange, EMPTY_STAGE, stageAhead, withCommand, withoutCommand, type Command } from './pending';

const STEERED_KEY = 'steadyboard.steered';
const ANSWER_MILLIS = 10_000;
/** A pairing that was made on another host should be known on this one by then. */
const PAIRING_ARRIVES_MILLIS = 1500;
/** A host that we have just come to may name a board a moment later: its row is still on the way from another host. */
const BOARDS_ARRIVE_MILLIS = 5000;
/** A host that was busy is asked again after 0.5 to 1 s. */
const BUSY_MILLIS = 500;

type Pair = Extract<TeacherToServer, { type: 'pair' }>;

interface Waiting {
  readonly request: Pair;
  /** A code works once: a request that went out is not said again. */
  sent: boolean;
  readonly resolve: (boardId: string) => void;
  readonly reject: (error: ApiError) => void;
}

/** The teacher's boards: what the server knows, what was chosen here, and the changes still on their way. */
export class Boards {
  link = $state<LinkState>('reconnecting');
  /** Null until the server has said which boards there are. */
  list = $state.raw<readonly BoardSummary[] | null>(null);
  /** Null until the teacher has ever chosen; empty when none is to follow. */
  steered = $state.raw<readonly string[] | null>(recall<string[]>(STEERED_KEY));
  pending = $state.raw<readonly Command[]>([]);

  private readonly socket: LiveSocket<TeacherToServer, ServerToTeacher>;
  private readonly clientId = newId();
  private readonly commandIds = new CommandIds();
  private readonly waiting = new Map<string, Waiting>();
  /** What the boards were told last and a host has acknowledged, to be said again should that be lost with the host. */
  private acknowledged: readonly Acknowledged[] = [];
  /** The host of the last list of boards; null after a loss, so that the next list is a new connection's first. */
  private listFrom: string | null = null;
  /** Boards that earlier lists named and the newest one does not (yet). */
  private missing: readonly BoardSummary[] = [];
  private busyTimer: ReturnType<typeof setTimeout> | undefined;
  private arrivalTimer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while boards that are not in the list may still come. */
  private boardsTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param refused called when the socket is turned away: the session may be over
   * @param chosen called when the teacher chose other boards
   */
  constructor(
    private readonly connection: Connection,
    refused: () => void,
    private readonly chosen: (boardIds: readonly string[]) => void,
  ) {
    const hello = () => ({ type: 'hello', protocol: PROTOCOL, clientId: this.clientId }) as const;
    this.socket = new LiveSocket(connection, '/ws/teacher', hello, {
      message: (message) => this.receive(message),
      state: (state) => {
        this.link = state;
        if (state !== 'online') this.listFrom = null;
      },
      refused,
    });
  }

  start(): void {
    this.socket.start();
  }

  stop(): void {
    clearTimeout(this.busyTimer);
    clearTimeout(this.arrivalTimer);
    clearTimeout(this.boardsTimer);
    this.socket.stop();
  }

  /** The boards that are steered now. Before any was chosen, a board that is the only one. */
  get targets(): readonly BoardSummary[] {
    const list = this.list ?? [];
    if (this.steered === null) return list.length === 1 ? list : [];
    return this.steered.flatMap((id) => list.find((board) => board.id === id) ?? []);
  }

  /** The board whose page the teacher follows. */
  get main(): BoardSummary | null {
    return this.targets[0] ?? null;
  }

  /** What a board shows, or will show when the changes under way arrive. */
  stageOf(board: BoardSummary): Stage {
    return stageAhead(board.stage ?? EMPTY_STAGE, board.id, this.pending);
  }

  steer(boardIds: readonly string[]): void {
    this.steered = boardIds;
    remember(STEERED_KEY, boardIds);
    this.chosen(boardIds);
  }

  /** Leaves nothing of this teacher's choice for the next one on this device. */
  forgetChoice(): void {
    this.steered = null;
    this.list = null;
    this.missing = [];
    this.pending = [];
    this.acknowledged = [];
    forget(STEERED_KEY);
  }

  change(boardId: string, change: Change): void {
    const command: Command = { commandId: this.commandIds.next(matterOf(change)), boardId, change };
    this.pending = withCommand(this.pending, command);
    this.say(command);
  }

  point(pointer: Pointer): void {
    for (const board of this.targets) this.socket.send({ type: 'pointer', boardId: board.id, ...pointer });
  }

  /**
   * Resolves with the board's id. The host that gave the code is asked first; the one in use, when that host cannot be
   * reached or is the same. Waits for the connection. @throws ApiError with the code of the refusal, or `code-host-away`
   */
  async pair(code: string, name: string): Promise<string> {
    const request: Pair = { type: 'pair', requestId: newId(), code, ...(name ? { name } : {}) };
    const issuer = this.connection.issuerOf(code);
    if (!issuer || issuer.id === (this.socket.host ?? this.connection.host).id) return this.pairHere(request);
    const answer = await pairAt(this.connection, issuer, this.clientId, request);
    if (answer === null) {
      // It may know of a pairing that was made before that host went silent, but never of another host's code.
      return this.pairHere(request).catch((error: ApiError) => {
        throw error.code === 'unknown-code' ? new ApiError('code-host-away', 0) : error;
      });
    }
    if (answer.type === 'refused') throw new ApiError(answer.code, 0);
    this.steer([answer.boardId]);
    this.expectPairing(answer.boardId, issuer);
    return answer.boardId;
  }

  private pairHere(request: Pair): Promise<string> {
    return new Promise((resolve, reject) => {
      const waiting = { request, sent: this.socket.ask(request), resolve, reject };
      this.waiting.set(request.requestId, waiting);
      setTimeout(() => {
        this.settle(request.requestId)?.reject(new ApiError(waiting.sent ? 'timed-out' : 'unreachable', 0));
      }, ANSWER_MILLIS);
    });
  }

  /** The link between the hosts may be cut: then the board is only to be steered where it was paired. */
  private expectPairing(boardId: string, issuer: Host): void {
    clearTimeout(this.arrivalTimer);
    this.arrivalTimer = setTimeout(() => {
      if (!this.list?.some((board) => board.id === boardId)) this.socket.moveOver(issuer);
    }, PAIRING_ARRIVES_MILLIS);
  }

  unpair(boardId: string): void {
    this.socket.send({ type: 'unpair', boardId });
  }

  private say({ commandId, boardId, change }: Command): void {
    this.socket.ask({ type: 'change', commandId, boardId, change });
  }

  private receive(message: ServerToTeacher): void {
    switch (message.type) {
      case 'boards':
        this.recover(message.boards);
        this.list = message.boards;
        if (this.boardsTimer === undefined) this.dropCommandsOfOthers();
        for (const one of this.waiting.values()) one.sent ||= this.socket.ask(one.request);
        return this.sayPending();
      case 'paired':
        // Who connects a board stands in front of it; a board elsewhere keeps its page until it is chosen again.
        this.steer([message.boardId]);
        return this.settle(message.requestId)?.resolve(message.boardId);
      case 'refused':
        if (message.commandId) this.refused(message.commandId, message.code);
        if (message.requestId) this.settle(message.requestId)?.reject(new ApiError(message.code, 0));
        return;
      case 'done':
        return this.confirm(message.commandId, message.revision);
      case 'stage':
        return this.update(message.boardId, (board) =>
          isNewer(message.revision, board.revision)
            ? { ...board, revision: message.revision, stage: message.stage }
            : board,
        );
      case 'boardStatus':
        return this.update(message.boardId, (board) => ({
          ...board,
          connected: message.connected,
          lastSeenAt: message.lastSeenAt,
        }));
    }
  }

  private sayPending(): void {
    for (const command of this.pending) if (find(this.list, command.boardId)) this.say(command);
  }

  /** A host that cannot serve now keeps nothing of a change: another one is asked, or the same one a little later. */
  private refused(commandId: string, code: string): void {
    if (code !== 'busy' && code !== 'database-away') {
      this.pending = withoutCommand(this.pending, commandId);
      return;
    }
    const { host } = this.socket;
    if (code === 'database-away' && host && this.connection.hasBetter(host.id)) return this.socket.move(null);
    clearTimeout(this.busyTimer);
    this.busyTimer = setTimeout(() => this.sayPending(), BUSY_MILLIS * (1 + this.connection.random()));
  }

  /**
   * For boards that a new connection names for the first time: what was acknowledged elsewhere and this host does not have
   * is on its way again.
   */
  private recover(boards: readonly BoardSummary[]): void {
    const first = this.listFrom === null;
    this.listFrom = this.socket.host?.id ?? null;
    if (first) this.expectBoards();
    else this.forgetUnpaired(boards);
    const before = [...(this.list ?? []), ...this.missing];
    const lost = boards.flatMap((board) => {
      if (!first && find(this.list, board.id)) return [];
      const seen = find(before, board.id)?.revision ?? null;
      return toSayAgain(this.acknowledged, board.id, seen, board.revision);
    });
    this.missing = (first ? before : this.missing).filter((board) => !find(boards, board.id));
    if (lost.length === 0) return;
    const commands = new Set(lost);
    this.acknowledged = this.acknowledged.filter((one) => !commands.has(one.command));
    this.pending = [...lost, ...this.pending].reduce<readonly Command[]>(withCommand, []);
  }

  /** What a connection has named and names no more was unpaired: should it be paired again, nothing old is said to it. */
  private forgetUnpaired(boards: readonly BoardSummary[]): void {
    const gone = this.list?.filter((board) => !find(boards, board.id)) ?? [];
    this.acknowledged = this.acknowledged.filter((one) => !find(gone, one.command.boardId));
  }

  private expectBoards(): void {
    clearTimeout(this.boardsTimer);
    this.boardsTimer = setTimeout(() => {
      this.boardsTimer = undefined;
      // Away again: the next connection's list decides.
      if (this.listFrom !== null) this.dropCommandsOfOthers();
    }, BOARDS_ARRIVE_MILLIS);
  }

  private confirm(commandId: string, revision: string): void {
    const command = this.pending.find((one) => one.commandId === commandId);
    if (command) {
      this.update(command.boardId, (board) =>
        isNewer(revision, board.revision)
          ? { ...board, revision, stage: applyChange(board.stage ?? EMPTY_STAGE, command.change) }
          : board,
      );
      this.acknowledged = withAcknowledged(this.acknowledged, command, revision);
    }
    this.pending = withoutCommand(this.pending, commandId);
  }

  private update(boardId: string, change: (board: BoardSummary) => BoardSummary): void {
    this.list = this.list?.map((board) => (board.id === boardId ? change(board) : board)) ?? null;
  }

  private dropCommandsOfOthers(): void {
    this.pending = this.pending.filter((command) => find(this.list, command.boardId));
  }

  private settle(requestId: string): Waiting | undefined {
    const waiting = this.waiting.get(requestId);
    this.waiting.delete(requestId);
    return waiting;
  }
}

function find(boards: readonly BoardSummary[] | null, id: string): BoardSummary | undefined {
  return boards?.find((board) => board.id === id);
}

/** Changes of one matter take each other's place: pages one another, and each tool its own last value. */
function matterOf(change: Change): string {
  return change.kind === 'setTool' ? `tool ${change.tool}` : 'page';
}
