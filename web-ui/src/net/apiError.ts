import type { Tried } from './hostChoice';

/**
 * A request that was not answered with success. `code` is the problem's stable code, or one of the two made here; `status`
 * 0: no host answered. `tried` says what each host did, in order. `problem`: all that the host said of it.
 */
export class ApiError extends Error {
  constructor(
    readonly code: 'unreachable' | 'timed-out' | (string & {}),
    readonly status: number,
    readonly retryAfterSeconds: number | null = null,
    readonly tried: readonly Tried[] = [],
    readonly problem: unknown = null,
  ) {
    super([`${code} (${status})`, ...tried.map((one) => `${one.hostId}: ${one.code} ${one.status}`)].join(', '));
  }
}
