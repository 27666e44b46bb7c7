import { inOrder, isOlder, type HostPage } from './pages';

/** A page that a host has acknowledged may not have reached the next one for so long. */
const ARRIVES_MILLIS = 30_000;

/** The pages of a lesson as far as hosts know them. One host may lag behind what another has acknowledged. */
export class HostPages {
  all = $state.raw<readonly HostPage[]>([]);
  private readonly acknowledgedAt = new Map<string, number>();
  /** Those that we deleted, as they were: a host that lags still shows them. */
  private readonly gone = new Map<string, HostPage>();

  constructor(private readonly now: () => number) {}

  acknowledged(page: HostPage): void {
    this.acknowledgedAt.set(page.id, this.now());
    this.gone.delete(page.id);
    this.all = inOrder([...this.all.filter((one) => one.id !== page.id), page]);
  }

  /** A host has acknowledged that we deleted it. */
  forget(pageId: string): void {
    const page = this.all.find((one) => one.id === pageId);
    if (page) this.gone.set(pageId, page);
    this.drop(pageId);
  }

  /** Somebody else deleted it. */
  drop(pageId: string): void {
    this.all = this.all.filter((one) => one.id !== pageId);
  }

  /** What a host has of the lesson now. Returns the pages whose text somebody else changed. */
  take(found: readonly HostPage[]): readonly string[] {
    const before = new Map(this.all.map((page) => [page.id, page]));
    const fresh = new Set(found.map((page) => page.id));
    const changed: string[] = [];
    const late = this.all.filter(
      (page) => !fresh.has(page.id) && this.now() - (this.acknowledgedAt.get(page.id) ?? -Infinity) < ARRIVES_MILLIS,
    );
    const pages = found
      .filter((page) => !this.gone.has(page.id) || isOlder(this.gone.get(page.id) ?? page, page))
      .map((page) => {
        const older = before.get(page.id);
        if (!older || isOlder(page, older)) return older ?? page;
        if (older.markdown !== page.markdown) changed.push(page.id);
        return page;
      });
    this.all = inOrder([...pages, ...late]);
    return changed;
  }
}
