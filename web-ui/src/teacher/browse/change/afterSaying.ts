import { ApiError } from '../../../net/api';
import { afterFailedWrite } from '../../../net/hostChoice';

/**
 * What a write that was not taken means for it. `again`: no host was reached, or each said that it is itself that is in
 * the way: the write is kept and said again. `signed-out`: kept, until its account has signed in. `refused`: the answer
 * is about the write, so only who made it can do better; saying it again by itself would not help, and could hurt hosts
 * that fail at it.
 */
export type Meaning = 'again' | 'signed-out' | 'refused';

export function afterSaying(problem: ApiError): Meaning {
  if (problem.status === 401) return 'signed-out';
  if (problem.status > 0 && problem.status < 500 && problem.status !== 429) return 'refused';
  return afterFailedWrite(problem) === 'everywhere' ? 'again' : 'refused';
}

/**
 * Whether the place was what was refused: the sibling that it names may have gone elsewhere meanwhile. Last among those
 * that are there is nearer to what was meant than nothing.
 */
export function mayBeThePlace(problem: ApiError): boolean {
  return problem.status === 400 && problem.code === 'invalid';
}
