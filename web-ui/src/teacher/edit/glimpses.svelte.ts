import { SvelteMap } from 'svelte/reactivity';
import { ApiError } from '../../net/apiError';
import { preview, type Api } from './rest';

export interface Look {
  /** Of this text. */
  readonly text: string;
  readonly html: string;
  readonly notes: string;
}

/** After a key, and between two looks. */
const PAUSE_MILLIS = 250;
const LEAST_MILLIS = 400;
/** When a host could not say: so long until it is asked again. */
const AGAIN_MILLIS = 5000;

/** What pages that are not saved yet will look like, as a host renders them. */
export class Glimpses {
  readonly looks = new SvelteMap<string, Look>();
  /** Of the page that was asked for last. */
  problem = $state.raw<ApiError | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: AbortController | null = null;
  private askedAt = -Infinity;
  private wanted: { readonly pageId: string; readonly text: string } | null = null;

  constructor(
    private readonly api: Api,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Wants a look at the page with this text soon; the newest wish counts. */
  want(pageId: string, text: string): void {
    if (this.wanted?.pageId === pageId && this.wanted.text === text) return;
    this.wanted = { pageId, text };
    if (this.looks.get(pageId)?.text === text) return this.drop();
    // Not put off by the next key: who types without a pause sees the page grow.
    if (this.timer === undefined) this.askIn(Math.max(PAUSE_MILLIS, this.askedAt + LEAST_MILLIS - this.now()));
  }

  /** The page is saved: what a host stored counts. */
  done(pageId: string): void {
    if (this.wanted?.pageId !== pageId) return;
    this.wanted = null;
    this.drop();
  }

  stop(): void {
    this.drop();
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running?.abort();
    this.problem = null;
  }

  private askIn(millis: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), millis);
  }

  private async ask(): Promise<void> {
    this.timer = undefined;
    const wanted = this.wanted;
    if (!wanted) return;
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.askedAt = this.now();
    try {
      const { html, notes } = await preview(this.api, wanted.text, running.signal);
      if (running.signal.aborted) return;
      this.looks.set(wanted.pageId, { text: wanted.text, html, notes });
      this.problem = null;
    } catch (error) {
      if (running.signal.aborted) return;
      this.problem = error instanceof ApiError ? error : new ApiError('internal', 0);
      const final = this.problem.status >= 400 && this.problem.status < 500 && this.problem.status !== 429;
      if (!final) this.askIn(AGAIN_MILLIS);
    }
  }
}
