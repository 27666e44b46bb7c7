/** Work that is done one piece after the other, as long as there is any, and later again. */
export class Rounds {
  running = $state(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private waiting: (() => void)[] = [];

  /** @param work does one piece; milliseconds until the next one can be done, 0: now, null: nothing is left */
  constructor(private readonly work: () => Promise<number | null>) {}

  /** Goes on after so long, unless it is at work; the newest wish counts. */
  goOn(millis: number): void {
    if (this.stopped || this.running) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.round(), millis);
  }

  /** Resolves when nothing is left, or will not go now. */
  async idle(): Promise<void> {
    if (this.running || this.timer !== undefined) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** What is left will not go now: nobody waits for it. */
  tellIdle(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.tellIdle();
  }

  private async round(): Promise<void> {
    this.timer = undefined;
    this.running = true;
    let next: number | null;
    try {
      do next = await this.work();
      while (next === 0 && !this.stopped);
    } finally {
      this.running = false;
    }
    if (next !== null && next > 0) this.goOn(next);
    else this.tellIdle();
  }
}
