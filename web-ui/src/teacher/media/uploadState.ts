import type { ApiError } from '../../net/apiError';
import type { MediaItem } from './item';
import type { Refusal } from './plan';
import type { KeptUpload } from './uploadStore';

/**
 * `preparing`: it is made smaller. `waiting`: for its turn, or for a host after `problem`. `sending`. `paused`: by hand.
 * `failed`: for good, `problem` says why. `sent`: `item` stands on a host.
 */
export type UploadState = 'preparing' | 'waiting' | 'sending' | 'paused' | 'failed' | 'sent';

export interface Trouble {
  readonly code: Refusal | 'queue-full' | (string & {});
  readonly retryAfterSeconds: number | null;
}

/** One upload, as a list of them shows it. */
export interface Upload {
  readonly id: string;
  readonly fileName: string;
  readonly type: string;
  /** Bytes to be sent, and of these sent. */
  readonly size: number;
  readonly sent: number;
  readonly bytesPerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly state: UploadState;
  readonly problem: Trouble | null;
  readonly alt: string;
  readonly item: MediaItem | null;
  /** The browser keeps the file until it is sent, also when this page is closed. */
  readonly kept: boolean;
}

export function uploadOf(upload: KeptUpload, kept: boolean): Upload {
  const { id, fileName, type, size, alt, prepared, paused } = upload;
  const state = paused ? 'paused' : prepared ? 'waiting' : 'preparing';
  const still = { sent: 0, bytesPerSecond: null, secondsLeft: null, problem: null, item: null };
  return { id, fileName, type, size, alt, state, kept, ...still };
}

/** What a failed attempt means: for good, until somebody has signed in, or for now. */
export function afterFailure({ status, code }: Pick<ApiError, 'status' | 'code'>): 'over' | 'signed-out' | 'again' {
  if (status === 401) return 'signed-out';
  // Too slow, gone, still held by another request, too early, too often, damaged on the way: all of these pass.
  const passes = [408, 410, 423, 425, 429, 460].includes(status) || (status === 409 && code !== 'id-taken');
  return status >= 400 && status < 500 && !passes ? 'over' : 'again';
}

const LONGEST_MILLIS = 30_000;

/** How long to wait before attempt number `attempt` (1: the first has failed); a host's own wish counts, up to 30 s. */
export function againMillis(attempt: number, retryAfterSeconds: number | null, random: number): number {
  const ceiling = Math.min(LONGEST_MILLIS, 1000 * 2 ** Math.min(attempt, 10));
  const wished = Math.min(LONGEST_MILLIS, (retryAfterSeconds ?? 0) * 1000);
  return Math.round(Math.max(wished, 500, ceiling * random));
}
