const CAPACITY = 20;
const REFILL_MILLIS = 3000;

/**
 * What one tab may spend on saying things again: 20 retries at once, then one every 3 s. Requests and sockets draw on
 * the same budget, so that a platform that is down for everybody is not hammered. First tries are free.
 */
export class RetryBudget {
  private left = CAPACITY;
  private countedAt: number;

  constructor(private readonly now: () => number) {
    this.countedAt = now();
  }

  /** False when nothing is left: do not try now. */
  spend(): boolean {
    this.refill();
    if (this.left < 1) return false;
    this.left--;
    return true;
  }

  /** Milliseconds until `spend` succeeds; 0 when it does now. */
  waitMillis(): number {
    this.refill();
    return this.left >= 1 ? 0 : Math.ceil((1 - this.left) * REFILL_MILLIS);
  }

  private refill(): void {
    const now = this.now();
    // A clock that was set back gives nothing and takes nothing.
    this.left = Math.min(CAPACITY, this.left + Math.max(0, now - this.countedAt) / REFILL_MILLIS);
    this.countedAt = now;
  }
}
