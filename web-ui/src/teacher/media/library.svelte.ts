import type { ApiClient } from '../../net/api';
import { Fetched } from '../fetched.svelte';
import { mediaItems, type MediaItem, type Owner } from './item';
import { PAGE_SIZE } from './limits';

/** The files that a teacher may use, newest first, page after page. */
export class Library {
  items = $state.raw<readonly MediaItem[]>([]);
  /** Whether the first page has come. */
  loaded = $state(false);
  more = $state(false);
  part = $state('');
  owner = $state<Owner>('all');
  readonly request = new Fetched<null>();
  private cursor: string | null = null;

  constructor(private readonly api: ApiClient) {}

  search(part: string, owner: Owner): void {
    this.part = part.trim();
    this.owner = owner;
    this.cursor = null;
    this.ask(null);
  }

  /** The next page, or the same again after it did not come. */
  next(): void {
    this.ask(this.cursor);
  }

  /** A file has arrived, or a host says something new of it. */
  heard(item: MediaItem): void {
    if (this.items.some((one) => one.id === item.id)) {
      this.items = this.items.map((one) => (one.id === item.id ? item : one));
    } else if (item.fileName.toLowerCase().includes(this.part.toLowerCase()) && this.owner !== 'shared') {
      this.items = [item, ...this.items];
    }
  }

  drop(id: string): void {
    this.items = this.items.filter((one) => one.id !== id);
  }

  /** Puts back what was dropped, in its place. */
  putBack(item: MediaItem): void {
    this.drop(item.id);
    const before = this.items.findIndex((one) => one.createdAt < item.createdAt);
    const at = before < 0 ? this.items.length : before;
    this.items = [...this.items.slice(0, at), item, ...this.items.slice(at)];
  }

  private ask(cursor: string | null): void {
    const { part, owner } = this;
    void this.request.run(async (signal) => {
      const answer = await mediaItems(this.api, { part, owner, cursor, limit: PAGE_SIZE }, signal);
      if (signal.aborted) return null;
      // What was added meanwhile moves the pages along: nothing is shown twice.
      const known = new Set(cursor === null ? [] : this.items.map((one) => one.id));
      const fresh = answer.items.filter((one) => !known.has(one.id));
      this.items = cursor === null ? fresh : [...this.items, ...fresh];
      this.cursor = answer.cursor ?? null;
      this.more = this.cursor !== null;
      this.loaded = true;
      return null;
    });
  }
}
