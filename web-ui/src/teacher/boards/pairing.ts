import { ApiError } from '../../net/apiError';
import type { Connection } from '../../net/connection.svelte';
import { pairAt } from '../../net/errand';
import { newId } from '../../net/ids';
import type { TeacherToServer } from '../../net/protocol';

const ANSWER_MILLIS = 10_000;

type Pair = Extract<TeacherToServer, { type: 'pair' }>;

interface Waiting {
  readonly request: Pair;
  /** A code works once: a request that went out is not said again. */
  sent: boolean;
  readonly resolve: (boardId: string) => void;
  readonly reject: (error: ApiError) => void;
}

export interface Paired {
  readonly boardId: string;
  /** The host that made the pairing; null: the home. */
  readonly at: string | null;
}

/** Pair requests under way. */
export class Pairing {
  private readonly waiting = new Map<string, Waiting>();

  /**
   * @param ask says a request on the home connection; false when it could not be said
   */
  constructor(
    private readonly connection: Connection,
    private readonly clientId: string,
    private readonly ask: (request: Pair) => boolean,
  ) {}

  /**
   * The host that gave the code is asked first; the home, when that host cannot be reached or is the same. Waits for the
   * connection. @throws ApiError with the code of the refusal, or `code-host-away`
   */
  async pair(code: string, name: string, homeId: string): Promise<Paired> {
    const request: Pair = { type: 'pair', requestId: newId(), code, ...(name ? { name } : {}) };
    const issuer = this.connection.issuerOf(code);
    if (!issuer || issuer.id === homeId) return this.pairHere(request);
    const answer = await pairAt(this.connection, issuer, this.clientId, request);
    if (answer === null) {
      // It may know of a pairing that was made before that host went silent, but never of another host's code.
      return this.pairHere(request).catch((error: ApiError) => {
        throw error.code === 'unknown-code' ? new ApiError('code-host-away', 0) : error;
      });
    }
    if (answer.type === 'refused') throw new ApiError(answer.code, 0);
    return { boardId: answer.boardId, at: issuer.id };
  }

  /** The home has greeted us: what waits for it is said now. */
  sayWaiting(): void {
    for (const one of this.waiting.values()) one.sent ||= this.ask(one.request);
  }

  paired(requestId: string, boardId: string): void {
    this.settle(requestId)?.resolve(boardId);
  }

  refused(requestId: string, code: string): void {
    this.settle(requestId)?.reject(new ApiError(code, 0));
  }

  private async pairHere(request: Pair): Promise<Paired> {
    const boardId = await new Promise<string>((resolve, reject) => {
      const waiting = { request, sent: this.ask(request), resolve, reject };
      this.waiting.set(request.requestId, waiting);
      setTimeout(() => {
        this.settle(request.requestId)?.reject(new ApiError(waiting.sent ? 'timed-out' : 'unreachable', 0));
      }, ANSWER_MILLIS);
    });
    return { boardId, at: null };
  }

  private settle(requestId: string): Waiting | undefined {
    const waiting = this.waiting.get(requestId);
    this.waiting.delete(requestId);
    return waiting;
  }
}
