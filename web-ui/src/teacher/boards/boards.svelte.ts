import { forget, recall, remember } from '../../look/memory';
import { ApiError } from '../../net/api';
import { newId } from '../../net/ids';
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
import { applyChange, EMPTY_STAGE, stageAhead, withCommand, withoutCommand, type Command } from './pending';

const STEERED_KEY = 'steadyboard.steered';
const ANSWER_MILLIS = 10_000;

interface Waiting {
  readonly request: Extract<TeacherToServer, { type: 'pair' }>;
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
  private readonly waiting = new Map<string, Waiting>();

  /**
   * @param refused called when the socket is turned away: the session may be over
   * @param chosen called when the teacher chose other boards
   */
  constructor(
    url: () => string,
    refused: () => void,
    private readonly chosen: (boardIds: readonly string[]) => void,
  ) {
    this.socket = new LiveSocket(url, () => ({ type: 'hello', protocol: PROTOCOL, clientId: this.clientId }), {
      message: (message) => this.receive(message),
      state: (state) => (this.link = state),
      refused,
    });
  }

  start(): void {
    this.socket.start();
  }

  stop(): void {
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
    this.pending = [];
    forget(STEERED_KEY);
  }

  change(boardId: string, change: Change): void {
    const command: Command = { commandId: newId(), boardId, change };
    this.pending = withCommand(this.pending, command);
    this.say(command);
  }

  point(pointer: Pointer): void {
    for (const board of this.targets) this.socket.send({ type: 'pointer', boardId: board.id, ...pointer });
  }

  /** Resolves with the board's id. Waits for the connection first. @throws ApiError with the code of the refusal */
  pair(code: string, name: string): Promise<string> {
    const request = { type: 'pair', requestId: newId(), code, ...(name ? { name } : {}) } as const;
    return new Promise((resolve, reject) => {
      const waiting = { request, sent: this.socket.send(request), resolve, reject };
      this.waiting.set(request.requestId, waiting);
      setTimeout(() => {
        this.settle(request.requestId)?.reject(new ApiError(waiting.sent ? 'timed-out' : 'unreachable', 0));
      }, ANSWER_MILLIS);
    });
  }

  unpair(boardId: string): void {
    this.socket.send({ type: 'unpair', boardId });
  }

  private say({ commandId, boardId, change }: Command): void {
    this.socket.send({ type: 'change', commandId, boardId, change });
  }

  private receive(message: ServerToTeacher): void {
    switch (message.type) {
      case 'boards':
        this.list = message.boards;
        this.dropCommandsOfOthers();
        for (const one of this.waiting.values()) one.sent ||= this.socket.send(one.request);
        return this.pending.forEach((command) => this.say(command));
      case 'paired':
        // Who connects a board stands in front of it; a board elsewhere keeps its page until it is chosen again.
        this.steer([message.boardId]);
        return this.settle(message.requestId)?.resolve(message.boardId);
      case 'refused':
        if (message.commandId) this.pending = withoutCommand(this.pending, message.commandId);
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
      case 'moveTo':
        return this.socket.move();
    }
  }

  private confirm(commandId: string, revision: string): void {
    const command = this.pending.find((one) => one.commandId === commandId);
    if (command) {
      this.update(command.boardId, (board) =>
        isNewer(revision, board.revision)
          ? { ...board, revision, stage: applyChange(board.stage ?? EMPTY_STAGE, command.change) }
          : board,
      );
    }
    this.pending = withoutCommand(this.pending, commandId);
  }

  private update(boardId: string, change: (board: BoardSummary) => BoardSummary): void {
    this.list = this.list?.map((board) => (board.id === boardId ? change(board) : board)) ?? null;
  }

  private dropCommandsOfOthers(): void {
    const known = new Set(this.list?.map((board) => board.id));
    this.pending = this.pending.filter((command) => known.has(command.boardId));
  }

  private settle(requestId: string): Waiting | undefined {
    const waiting = this.waiting.get(requestId);
    this.waiting.delete(requestId);
    return waiting;
  }
}
