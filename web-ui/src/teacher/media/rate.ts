const WINDOW_MILLIS = 8000;
/** Before this much time is known of, a speed would be a guess. */
const SOONEST_MILLIS = 1000;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** How fast something moves, over the last 8 s. A standstill shows: the clock goes on without bytes. */
export class Rate {
  private samples: readonly Sample[] = [];

  constructor(private readonly now: () => number) {}

  /** @param bytes that have arrived so far; fewer than before: it began again */
  moved(bytes: number): void {
    const at = this.now();
    const last = this.samples.at(-1);
    if (last && bytes < last.bytes) this.samples = [];
    const since = at - WINDOW_MILLIS;
    const old = this.samples.filter((sample) => sample.at < since).slice(-1);
    this.samples = [...old, ...this.samples.filter((sample) => sample.at >= since), { at, bytes }];
  }

  reset(): void {
    this.samples = [];
  }

  /** Null: not known yet. */
  get bytesPerSecond(): number | null {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last) return null;
    const millis = this.now() - first.at;
    return millis < SOONEST_MILLIS ? null : ((last.bytes - first.bytes) * 1000) / millis;
  }

  /** Null: not known, or nothing moves. */
  secondsLeft(bytesLeft: number): number | null {
    const speed = this.bytesPerSecond;
    return speed === null || speed <= 0 ? null : Math.ceil(bytesLeft / speed);
  }
}
