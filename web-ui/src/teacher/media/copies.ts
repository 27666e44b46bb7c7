import { COPIES_AT_ONCE, COPIES_CAP_MILLIS, COPIES_FIRST_MILLIS, COPIES_LOOKS } from './limits';
import { isEverywhere, type MediaItem } from './item';

/** How long to wait before look number `look`, 0 being the first. */
export function copiesWaitMillis(look: number): number {
  return Math.min(COPIES_CAP_MILLIS, Math.round(COPIES_FIRST_MILLIS * 1.5 ** look));
}

/**
 * Looks after files that not all hosts hold yet, and tells each change. At most {@link COPIES_AT_ONCE} at the same time and
 * {@link COPIES_LOOKS} looks at each: after that what was seen last stands.
 */
export class CopyWatch {
  private readonly watched = new Map<string, ReturnType<typeof setTimeout> | undefined>();

  constructor(
    private readonly ask: (id: string) => Promise<MediaItem>,
    private readonly seen: (item: MediaItem) => void,
  ) {}

  watch(item: MediaItem): void {
    if (isEverywhere(item) || this.watched.has(item.id) || this.watched.size >= COPIES_AT_ONCE) return;
    this.watched.set(item.id, undefined);
    this.later(item.id, 0);
  }

  forget(id: string): void {
    clearTimeout(this.watched.get(id));
    this.watched.delete(id);
  }

  stop(): void {
    for (const id of [...this.watched.keys()]) this.forget(id);
  }

  private later(id: string, look: number): void {
    if (look >= COPIES_LOOKS) return this.forget(id);
    this.watched.set(
      id,
      setTimeout(() => void this.look(id, look), copiesWaitMillis(look)),
    );
  }

  private async look(id: string, look: number): Promise<void> {
    const item = await this.ask(id).catch(() => null);
    if (!this.watched.has(id)) return;
    if (item) this.seen(item);
    if (item && isEverywhere(item)) this.forget(id);
    else this.later(id, look + 1);
  }
}
