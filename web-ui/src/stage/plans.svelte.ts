import { SvelteMap } from 'svelte/reactivity';
import type { LessonPage } from '../net/lessons';
import { Ahead } from './ahead';
import { blocksOf, titleOf, type Block } from './blocks';
import type { Plan } from './layout';
import { fontsReady, measurePage, picturesReady } from './measure';
import { askElsewhere, imagesOf, isHeld, moveMedia } from './media';
import type { StepCounts } from './steps';

export interface PlannedPage {
  readonly blocks: readonly Block[];
  readonly title: string;
  /** Null until measured. */
  readonly plan: Plan | null;
}

/** A page is shown after this long with the pictures that have come; it is laid out again when the others are there. */
const FIRST_LAYOUT_MILLIS = 1200;
const PICTURES_MILLIS = 60_000;

/**
 * How every page of one lesson is laid out. Each page is measured once, and again when it changes; readers are told when
 * its plan is known.
 */
export class Plans {
  private readonly pages = new SvelteMap<string, PlannedPage>();
  private readonly ahead: Ahead;
  /** What each page is to look like: what is measured of an older look comes too late. */
  private readonly newest = new Map<string, { readonly html: string; readonly page: PlannedPage }>();
  private sources = $state.raw<readonly LessonPage[]>([]);

  /** @param missing told when a picture did not come; says at which hosts it may be */
  constructor(
    sources: readonly LessonPage[],
    private mediaOrigin: string,
    private readonly missing: () => readonly string[] = () => [],
  ) {
    this.ahead = new Ahead(mediaOrigin, (page) => this.redraw(this.sources[page]?.id ?? ''));
    this.sources = sources;
    for (const source of sources) this.pages.set(source.id, this.prepare(source));
    this.ahead.turnTo(this.pictures());
  }

  of(pageId: string): PlannedPage | undefined {
    return this.pages.get(pageId);
  }

  stepCounts(): StepCounts {
    return this.sources.map((source) => this.pages.get(source.id)?.plan?.steps.length ?? null);
  }

  /** Another host is in use: what it has and the last one did not give is fetched from there, and laid out again. */
  fetchFrom(mediaOrigin: string): void {
    if (mediaOrigin === this.mediaOrigin) return;
    this.mediaOrigin = mediaOrigin;
    this.ahead.from(mediaOrigin);
    for (const [pageId, { page }] of [...this.newest]) {
      if (moveMedia(imagesIn(page.blocks), mediaOrigin) && this.pages.get(pageId)?.plan) {
        void this.measure(pageId, page);
      }
    }
  }

  /** The page at `index` is in sight: its pictures are needed now, and those of the next two pages soon. */
  inSight(index: number): void {
    this.ahead.at(index);
  }

  /** Measures all pages, beginning with the page at `start` and those around it. */
  async measureAll(start: number): Promise<void> {
    this.inSight(start);
    await this.measureThese(this.sources, start);
  }

  /**
   * The lesson was changed. A page that changed keeps its former look until the new one is measured, and one that went
   * can still be shown: whoever looks at it sees no gap.
   */
  async update(sources: readonly LessonPage[], start: number): Promise<void> {
    const changed = sources.filter((source) => this.newest.get(source.id)?.html !== source.html);
    this.sources = sources;
    for (const source of changed) {
      const page = this.prepare(source);
      if (!this.pages.has(source.id)) this.pages.set(source.id, page);
    }
    this.ahead.turnTo(this.pictures());
    this.inSight(Math.max(0, start));
    const first = sources[start];
    await this.measureThese(changed, Math.max(0, first ? changed.indexOf(first) : 0));
  }

  /** Those of each page, in the order of the lesson. */
  private pictures(): readonly (readonly HTMLImageElement[])[] {
    return this.sources.map((source) => imagesIn(this.newest.get(source.id)?.page.blocks ?? []));
  }

  private prepare(source: LessonPage): PlannedPage {
    const blocks = blocksOf(source.html, null);
    for (const image of imagesIn(blocks)) image.addEventListener('error', () => askElsewhere(image, this.missing()));
    const page = { blocks, title: titleOf(blocks), plan: null };
    this.newest.set(source.id, { html: source.html, page });
    return page;
  }

  private async measureThese(sources: readonly LessonPage[], start: number): Promise<void> {
    const order = sources.map((source, index) => ({ source, distance: Math.abs(index - start) }));
    order.sort((one, other) => one.distance - other.distance);
    await fontsReady();
    await Promise.all(
      order.map(({ source }) => {
        const page = this.newest.get(source.id)?.page;
        return page && this.measure(source.id, page);
      }),
    );
  }

  private async measure(pageId: string, page: PlannedPage): Promise<void> {
    const complete = await picturesReady(page.blocks, FIRST_LAYOUT_MILLIS);
    this.plan(pageId, page);
    if (complete) return;
    // The wait for a picture begins when it is asked for.
    while (!(await picturesReady(page.blocks, PICTURES_MILLIS)) && imagesIn(page.blocks).some(isHeld));
    this.plan(pageId, page);
  }

  /** What is drawn is a copy, which does not know yet where its pictures come from. */
  private redraw(pageId: string): void {
    const page = this.pages.get(pageId);
    if (page?.plan) this.pages.set(pageId, { ...page });
  }

  private plan(pageId: string, page: PlannedPage): void {
    if (this.newest.get(pageId)?.page !== page) return;
    this.pages.set(pageId, { ...page, plan: measurePage(page.blocks) });
  }
}

function imagesIn(blocks: readonly Block[]): HTMLImageElement[] {
  return blocks.flatMap((block) => imagesOf(block.node));
}
