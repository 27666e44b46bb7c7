/** A text is said once nobody has typed for so long, or after `LONGEST` of typing. */
const PAUSE_MILLIS = 800;
const LONGEST_MILLIS = 4000;

/** Which pages are being typed on: what is said of them waits for a pause. */
export class Typing {
  private readonly pages = new Map<string, { readonly since: number; readonly last: number }>();

  constructor(private readonly now: () => number) {}

  /** Somebody typed. Returns the milliseconds until it is to be said, if nobody types on. */
  on(pageId: string): number {
    const last = this.now();
    const since = this.pages.get(pageId)?.since ?? last;
    this.pages.set(pageId, { since, last });
    return Math.max(0, this.left(pageId));
  }

  /** Milliseconds until it is to be said; none are left of what nobody types on. */
  left(pageId: string): number {
    const typed = this.pages.get(pageId);
    return typed ? Math.min(typed.last + PAUSE_MILLIS, typed.since + LONGEST_MILLIS) - this.now() : 0;
  }

  /** It was said, or is not to wait. */
  over(pageId: string): void {
    this.pages.delete(pageId);
  }

  allOver(): void {
    this.pages.clear();
  }
}
