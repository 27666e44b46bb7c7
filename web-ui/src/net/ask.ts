import { ApiError } from './apiError';
import type { Connection } from './connection.svelte';
import { deadline } from './deadline';
import {
  afterFailedWrite,
  afterStatus,
  PATIENCE_MILLIS,
  RACE_AGAIN_MILLIS,
  SOFT_LIMIT_MILLIS,
  waitAfter,
  type Tried,
} from './hostChoice';
import type { Host } from './hosts';
import { isTrouble } from './trouble';

/**
 * One exchange with one host. Rejects with an ApiError when the host answered without success, with anything else when
 * it could not be reached. Calls `begun` when the answer begins to arrive.
 */
export type Exchange<T> = (host: Host, signal: AbortSignal, begun: () => void) => Promise<T>;

export interface AskOptions {
  /** For everything together, waits included. */
  readonly timeoutMillis: number;
  readonly signal?: AbortSignal | undefined;
  /** What is sent is large: a host that answers the race is not left because this takes long. */
  readonly large?: boolean;
  /** It is a write that may itself be what a host fails at, so that it is not carried round them all. */
  readonly suspect?: boolean;
}

/**
 * Asks the host in use, and when it does not serve each other host once. What is asked must be harmless when it is said
 * twice.
 *
 * @throws ApiError which lists what was tried
 */
export async function askHosts<T>(connection: Connection, exchange: Exchange<T>, options: AskOptions): Promise<T> {
  const limit = deadline(options.timeoutMillis, options.signal);
  const endsAt = connection.now() + options.timeoutMillis;
  let tried: Tried[] = [];
  let waited = false;
  let isLast = false;
  let host = connection.host;
  try {
    for (;;) {
      const left = () => tried.map((one) => one.hostId);
      const beganAt = connection.now();
      try {
        const answer = await once(connection, host, exchange, limit.signal, options.large === true, new Set(left()));
        connection.answered(host, left(), connection.now() - beganAt);
        return answer;
      } catch (error) {
        if (options.signal?.aborted) {
          if (tried.length > 0) connection.gaveUp();
          throw error;
        }
        const failure =
          error instanceof ApiError ? error : new ApiError(limit.passed() ? 'timed-out' : 'unreachable', 0);
        const means = afterStatus(failure.status);
        if (means === 'final') {
          connection.answered(host, left(), connection.now() - beganAt);
          throw failure;
        }
        const { code, status, retryAfterSeconds } = failure;
        tried.push({ hostId: host.id, code, status, retryAfterSeconds });
        const may = options.suspect ? afterFailedWrite(failure) : 'everywhere';
        if (isLast || may === 'nowhere') {
          connection.gaveUp();
          throw summary(tried);
        }
        isLast = may === 'once-more';
        const next = limit.passed() || means === 'again' ? null : await following(connection, new Set(left()));
        if (next && connection.spend()) {
          if (isTrouble(code)) connection.avoid(host.id);
          connection.leaving();
          host = next;
          continue;
        }
        connection.gaveUp();
        if (isLast) throw summary(tried);
        const wait = waitAfter(tried, connection.random());
        if (waited || wait === null || connection.now() + wait > endsAt || !connection.spend()) throw summary(tried);
        waited = true;
        await pause(wait, limit.signal);
        if (options.signal?.aborted) throw failure;
        tried = [];
        host = means === 'again' ? host : connection.host;
      }
    }
  } finally {
    limit.release();
  }
}

/** The next host; when each was tried, one that a newer hosts.json names. */
async function following(connection: Connection, tried: ReadonlySet<string>): Promise<Host | null> {
  if (navigator.onLine === false) return null;
  const next = connection.another(tried);
  if (next || tried.size < connection.hosts.length) return next;
  await Promise.race([connection.reload(), pause(SOFT_LIMIT_MILLIS)]);
  return connection.another(tried);
}

/** One host's turn: it ends with its answer, or when a look at the others shows that it is this host that is slow. */
async function once<T>(
  connection: Connection,
  host: Host,
  exchange: Exchange<T>,
  signal: AbortSignal,
  large: boolean,
  tried: ReadonlySet<string>,
): Promise<T> {
  const turn = deadline(2 ** 31 - 1, signal);
  let begun = false;
  let over = false;
  const beganAt = connection.now();
  const answer = exchange(host, turn.signal, () => (begun = true)).finally(() => (over = true));
  answer.catch(() => undefined);
  const looksAround = async (): Promise<void> => {
    for (let wait = SOFT_LIMIT_MILLIS; ; wait = RACE_AGAIN_MILLIS) {
      await pause(wait, turn.signal);
      if (over || turn.signal.aborted) return;
      const verdict = await connection.judge(host.id);
      if (over || turn.signal.aborted) return;
      if (!connection.another(new Set([...tried, host.id]))) continue;
      // What is on its way comes, also from a host that is no good for other things.
      const moving = large || begun;
      const patient = moving || (verdict === 'answering' && connection.now() - beganAt < PATIENCE_MILLIS);
      const answers = verdict === 'answering' || verdict === 'no-good';
      if (verdict === 'host' || (answers && !patient)) throw new ApiError('timed-out', 0);
    }
  };
  try {
    return await Promise.race([answer, looksAround().then(() => answer)]);
  } finally {
    turn.abort();
  }
}

/** The most telling of what went wrong, with all of it. */
function summary(tried: readonly Tried[]): ApiError {
  const telling = tried.find((one) => one.status > 0) ?? tried.find((one) => one.code === 'timed-out') ?? tried[0];
  return new ApiError(telling?.code ?? 'unreachable', telling?.status ?? 0, telling?.retryAfterSeconds ?? null, tried);
}

function pause(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
