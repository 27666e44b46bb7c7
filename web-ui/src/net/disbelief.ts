import { TROUBLE_MILLIS } from './hostChoice';

/** A host that was met in a bad moment, by a whole school at once say, is asked again before its class has lost patience. */
const FIRST_MILLIS = 4000;

interface Doubt {
  /** How often in a row. */
  readonly times: number;
  readonly until: number;
}

/**
 * Hosts that said they serve, and did not greet us. They are not tried again for a while, which is longer each time in a
 * row (4, 8, 16 s, to two minutes): ten thousand boards of a host that is no good must not knock at such a one every
 * three seconds, nor be kept from it for long by one bad moment.
 */
export class Disbelief {
  private readonly doubts = new Map<string, Doubt>();

  constructor(private readonly now: () => number) {}

  /** The host said that it serves, and did not open, fell silent, or said otherwise when we came. */
  add(hostId: string): void {
    const before = this.doubts.get(hostId);
    if (before && before.until > this.now()) return;
    const times = (before?.times ?? 0) + 1;
    const millis = Math.min(TROUBLE_MILLIS, FIRST_MILLIS * 2 ** (times - 1));
    this.doubts.set(hostId, { times, until: this.now() + millis });
  }

  /** The host serves. */
  end(hostId: string): void {
    this.doubts.delete(hostId);
  }

  /** Those whose word is not taken now. */
  get hosts(): ReadonlySet<string> {
    return new Set([...this.doubts].filter(([, { until }]) => until > this.now()).map(([id]) => id));
  }
}
