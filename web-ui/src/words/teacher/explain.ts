import type { ApiError } from '../../net/api';
import type { OwnWords } from './en';

type Explained = Pick<ApiError, 'code' | 'retryAfterSeconds'> & Partial<Pick<ApiError, 'tried'>>;

/**
 * What went wrong in the reader's words: by the stable code, and with the wait that the server asked for and the
 * hosts that were tried.
 */
export function explain(words: OwnWords, problem: Explained): string {
  const known = new Map<string, string>(Object.entries(words.problems));
  const seconds = problem.retryAfterSeconds;
  const wait = seconds ? ` ${words.waitSeconds(seconds)}` : '';
  const hosts = new Set(problem.tried?.map((one) => one.hostId));
  const tried = hosts.size > 1 ? ` ${words.tried([...hosts].join(', '))}` : '';
  return (known.get(problem.code) ?? words.problems.internal) + wait + tried;
}
