import type { Draft } from './draft.svelte';
import type { LocalPage } from './pages';

/** How long a deleted page can be brought back with one press; after that it is among the deleted pages. */
const BRING_BACK_MILLIS = 12_000;

/** The page that was deleted last. */
export class Removed {
  private page = $state.raw<{ readonly id: string; readonly text: string; readonly after: string | null } | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly draft: Draft) {}

  get is(): boolean {
    return this.page !== null;
  }

  /** Deletes a page; `after` is the one that it stood behind. */
  remove({ id, text }: LocalPage, after: string | null): void {
    this.page = { id, text, after };
    this.draft.remove(id);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.page = null), BRING_BACK_MILLIS);
  }

  /** Returns the page that is back; null: it was too late. */
  bringBack(): string | null {
    if (!this.page) return null;
    const { id, text, after } = this.page;
    this.draft.bringBack(id, text, after);
    this.page = null;
    return id;
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
