import { ApiError } from '../net/api';

/** Something that is fetched: nothing yet, the value, or what went wrong. A newer request replaces one under way. */
export class Fetched<T> {
  value = $state.raw<T | null>(null);
  problem = $state.raw<ApiError | null>(null);
  loading = $state(false);
  private running: AbortController | null = null;

  async run(ask: (signal: AbortSignal) => Promise<T>): Promise<void> {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.loading = true;
    this.problem = null;
    try {
      const value = await ask(running.signal);
      if (!running.signal.aborted) this.value = value;
    } catch (error) {
      if (running.signal.aborted) return;
      this.problem = error instanceof ApiError ? error : new ApiError('internal', 0);
    } finally {
      if (this.running === running) this.loading = false;
    }
  }

  clear(): void {
    this.running?.abort();
    this.value = null;
    this.problem = null;
    this.loading = false;
  }
}
