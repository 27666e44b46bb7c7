import { ApiError } from '../../../net/api';
import { reconnectDelayMillis } from '../../../net/reconnect';
import { afterSaying, mayBeThePlace } from './afterSaying';
import type { KeptWrites } from './kept';
import type { After, TreeWrite } from './writes';

/** Writes that wait or were refused, on one device for one account; a busy teacher makes a few a minute. */
export const MAX_KEPT = 200;
/** Said ones are remembered until every list was read again after them. */
const MAX_SAID = 50;

/** `waiting` to be said; `said`, as number `saidAs` of this page; or `refused`, and why. */
export interface Entry {
  readonly write: TreeWrite;
  readonly state: 'waiting' | 'said' | 'refused';
  readonly saidAs: number;
  readonly problem: ApiError | null;
}

/**
 * Says tree writes one after the other, in the order in which they were made, and keeps what no host has taken: on the
 * device, until one does. What a host refuses stays with the reason until its maker decides, and holds nothing else up.
 */
export class Outbox {
  entries = $state.raw<readonly Entry[]>([]);
  /** How many writes were said by this page. */
  said = $state(0);
  /** Grows each time that all there was to say has been said or refused: lists had better be read again. */
  settled = $state(0);
  /** Why the first one that waits was not taken the last time; null before it was tried. */
  problem = $state.raw<ApiError | null>(null);
  private running = false;
  private paused = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param say rejects with an ApiError when no host took it */
  constructor(
    private readonly say: (write: TreeWrite, after: After) => Promise<void>,
    private readonly kept: KeptWrites,
    private readonly random: () => number = Math.random,
  ) {
    this.entries = kept
      .all()
      .map(({ write, refusal }) =>
        refusal
          ? { ...waiting(write), state: 'refused', problem: new ApiError(refusal.code, refusal.status) }
          : waiting(write),
      );
  }

  get waiting(): readonly Entry[] {
    return this.entries.filter((entry) => entry.state === 'waiting');
  }

  get refused(): readonly Entry[] {
    return this.entries.filter((entry) => entry.state === 'refused');
  }

  /** What a list that was asked for when `asOf` writes had been said does not show yet. */
  since(asOf: number): readonly TreeWrite[] {
    return this.entries
      .filter((entry) => entry.state === 'waiting' || (entry.state === 'said' && entry.saidAs > asOf))
      .map((entry) => entry.write);
  }

  /** False when there is no room for more: then nothing was taken. */
  add(...writes: readonly TreeWrite[]): boolean {
    if (this.entries.filter((entry) => entry.state !== 'said').length + writes.length > MAX_KEPT) return false;
    for (const write of writes) this.kept.keep(write);
    this.entries = [...this.entries, ...writes.map(waiting)];
    this.now();
    return true;
  }

  /** Says what waits now: the network is back, say, or somebody asks for it. */
  now(): void {
    clearTimeout(this.timer);
    this.paused = false;
    void this.run();
  }

  /** Nobody is signed in here: what waits, waits. */
  pause(): void {
    clearTimeout(this.timer);
    this.paused = true;
  }

  /** Says one that was refused once more, after all that waits. */
  retry(key: string): void {
    const entry = this.entries.find((one) => one.write.key === key);
    if (!entry) return;
    this.kept.keep(entry.write);
    this.entries = [...this.entries.filter((one) => one !== entry), waiting(entry.write)];
    this.now();
  }

  /** Lets one go, unsaid as far as one knows here. */
  drop(key: string): void {
    this.kept.drop(key);
    this.entries = this.entries.filter((entry) => entry.write.key !== key);
    this.settled++;
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    let done = false;
    try {
      for (let entry = this.waiting[0]; entry && !this.paused; entry = this.waiting[0]) {
        const { key } = entry.write;
        if (!this.kept.has(key)) {
          this.entries = this.entries.filter((one) => one.write.key !== key);
          done = true;
          continue;
        }
        const problem = await this.sayOne(entry.write);
        const means = problem ? afterSaying(problem) : null;
        if (means === 'again' || means === 'signed-out') {
          this.problem = problem;
          if (means === 'again') this.sayLater();
          return;
        }
        this.failures = 0;
        this.problem = null;
        done = true;
        const isLetGo = !this.entries.some((one) => one.write.key === key);
        if (problem && isLetGo) continue;
        if (problem) {
          this.kept.keep(entry.write, { code: problem.code, status: problem.status });
          this.mark(key, { state: 'refused', problem });
        } else {
          this.kept.drop(key);
          this.mark(key, { state: 'said', saidAs: ++this.said });
        }
      }
    } finally {
      this.running = false;
      if (done) this.settled++;
    }
  }

  /** Null: it was taken. */
  private async sayOne(write: TreeWrite): Promise<ApiError | null> {
    const after = 'after' in write ? write.after : undefined;
    const problem = await this.attempt(write, after);
    return problem && after && mayBeThePlace(problem) ? this.attempt(write, undefined) : problem;
  }

  private async attempt(write: TreeWrite, after: After): Promise<ApiError | null> {
    try {
      await this.say(write, after);
      return null;
    } catch (error) {
      return error instanceof ApiError ? error : new ApiError('internal', 0);
    }
  }

  private sayLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), 500 + reconnectDelayMillis(this.failures++, this.random(), true));
  }

  private mark(key: string, change: Partial<Entry>): void {
    const entries = this.entries.map((entry) => (entry.write.key === key ? { ...entry, ...change } : entry));
    const old = entries.filter((entry) => entry.state === 'said').slice(0, -MAX_SAID);
    this.entries = entries.filter((entry) => !old.includes(entry));
  }
}

function waiting(write: TreeWrite): Entry {
  return { write, state: 'waiting', saidAs: 0, problem: null };
}
