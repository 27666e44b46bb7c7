import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Pending } from './pages';

/** What an account wrote on this device and no host has acknowledged yet. */
interface Kept extends DBSchema {
  drafts: { key: [account: string, lesson: string, page: string]; value: Pending };
}

const NAME = 'steadyboard.drafts';

/**
 * Keeps drafts on the device, also when the page is closed. Writes of one page are made in their order; of those that
 * wait for one under way only the newest counts. A browser that refuses storage keeps nothing, which {@link refused}
 * tells, and everything else still works.
 */
export class DraftStore {
  private database: Promise<IDBPDatabase<Kept>> | null = null;
  private readonly waiting = new Map<string, { readonly lessonId: string; readonly value: Pending | null }>();
  private writing: Promise<void> | null = null;

  /** @param refused told once the browser does not keep what it is given */
  constructor(
    private readonly accountId: string,
    private readonly refused: () => void = () => undefined,
  ) {}

  async of(lessonId: string): Promise<readonly Pending[]> {
    try {
      const database = await this.open();
      return await database.getAll(
        'drafts',
        IDBKeyRange.bound([this.accountId, lessonId], [this.accountId, lessonId, []]),
      );
    } catch {
      this.refused();
      return [];
    }
  }

  /** The lessons that something is kept of. */
  async lessons(): Promise<readonly string[]> {
    try {
      const database = await this.open();
      const keys = await database.getAllKeys('drafts', IDBKeyRange.bound([this.accountId], [this.accountId, []]));
      return [...new Set(keys.map(([, lessonId]) => lessonId))];
    } catch {
      return [];
    }
  }

  /** @param value null: it was acknowledged, or given up */
  keep(lessonId: string, pageId: string, value: Pending | null): void {
    this.waiting.set(pageId, { lessonId, value });
    this.writing ??= this.write().finally(() => (this.writing = null));
  }

  /** Resolves when all that was given is kept. */
  async settled(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async write(): Promise<void> {
    try {
      const database = await this.open();
      for (let next = this.take(); next; next = this.take()) {
        const [pageId, { lessonId, value }] = next;
        if (value) await database.put('drafts', value, [this.accountId, lessonId, pageId]);
        else await database.delete('drafts', [this.accountId, lessonId, pageId]);
      }
    } catch {
      this.waiting.clear();
      this.database = null;
      this.refused();
    }
  }

  private take(): [string, { readonly lessonId: string; readonly value: Pending | null }] | null {
    const next = this.waiting.entries().next();
    if (next.done) return null;
    this.waiting.delete(next.value[0]);
    return next.value;
  }

  private open(): Promise<IDBPDatabase<Kept>> {
    this.database ??= openDB<Kept>(NAME, 1, { upgrade: (database) => void database.createObjectStore('drafts') });
    return this.database;
  }
}
