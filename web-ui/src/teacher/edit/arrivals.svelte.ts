import { SvelteMap } from 'svelte/reactivity';
import { placeholdersIn } from '../media/markdown';
import type { ComingPicture, PictureSource } from './pictures';
import { taken } from './places';

export interface Coming {
  readonly name: string;
  /** How far it is, from 0 to 1. */
  readonly part: number;
}

/** Kinds that every browser shows. */
const SHOWN = /^image\/(jpeg|png|webp|gif|avif)$/;

/**
 * The pictures that one draft holds places for. Each is waited for once, whether the editor is open or not, and whichever
 * page it is for; when it has come, or will not come, the draft is told.
 */
export class Arrivals {
  readonly coming = new SvelteMap<string, Coming>();
  /** What those became that have come in this sitting: an undone text may hold their places again. */
  readonly came = new SvelteMap<string, string>();
  readonly gone = new Set<string>();
  /** Addresses to see them by on this device, before a host has them. */
  readonly looks = new SvelteMap<string, string>();
  private readonly watched = new Set<string>();
  private readonly ends = new Map<string, () => void>();
  private stopped = false;

  constructor(
    private readonly source: () => PictureSource | null,
    private readonly ended: () => void,
  ) {}

  /** Waits for the pictures of a text that are not waited for yet. */
  look(text: string): void {
    const fresh = placeholdersIn(text).filter(({ id }) => !this.watched.has(id));
    const source = this.source();
    if (!source || this.stopped || fresh.length === 0) return;
    for (const { id } of fresh) this.watched.add(id);
    source.resume(fresh).then(
      (found) => found.forEach((picture) => this.follow(picture)),
      // What brings them did not load: the next look tries again.
      () => fresh.forEach(({ id }) => this.watched.delete(id)),
    );
  }

  /** Waits for a picture whose place is about to stand in a text. */
  expect(picture: ComingPicture): void {
    if (placeholdersIn(picture.placeholder).length === 0) return;
    this.watched.add(picture.id);
    this.follow(picture);
  }

  /** A text with all that has come in its place, and without the places of what will not come. */
  settled(text: string): string {
    return placeholdersIn(text).reduce((now, { id }) => {
      const picture = this.came.get(id);
      return picture !== undefined || this.gone.has(id) ? taken(now, id, picture ?? null) : now;
    }, text);
  }

  stop(): void {
    this.stopped = true;
    for (const end of this.ends.values()) end();
    for (const look of this.looks.values()) URL.revokeObjectURL(look);
  }

  private follow(picture: ComingPicture): void {
    if (this.stopped) return;
    const { id, name } = picture;
    this.coming.set(id, { name, part: 0 });
    const unwatch = picture.watch((part) => this.coming.has(id) && this.coming.set(id, { name, part }));
    this.ends.set(id, unwatch);
    void picture.file().then((file) => {
      if (file && SHOWN.test(file.type) && !this.stopped) this.looks.set(id, URL.createObjectURL(file));
    });
    void picture.markdown.then((markdown) => {
      if (this.stopped) return;
      unwatch();
      this.ends.delete(id);
      this.coming.delete(id);
      if (markdown === null) this.gone.add(id);
      else this.came.set(id, markdown);
      this.ended();
    });
  }
}
