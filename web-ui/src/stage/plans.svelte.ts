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

/** How every page of one lesson is laid out. Each page is measured once; readers are told when its plan is known. */
export class Plans {
  private readonly pages = new SvelteMap<string, PlannedPage>();
  private readonly ahead: Ahead;

  /** @param missing told when a picture did not come; says at which hosts it may be */
  constructor(
    private readonly sources: readonly LessonPage[],
    private mediaOrigin: string,
    missing: () => readonly string[] = () => [],
  ) {
    const pictures = sources.map((source) => {
      const blocks = blocksOf(source.html, null);
      const images = imagesIn(blocks);
      for (const image of images) image.addEventListener('error', () => askElsewhere(image, missing()));
      this.pages.set(source.id, { blocks, title: titleOf(blocks), plan: null });
      return images;
    });
    this.ahead = new Ahead(pictures, mediaOrigin, (page) => this.redraw(sources[page]?.id ?? ''));
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
    for (const [pageId, page] of [...this.pages]) {
      if (moveMedia(imagesIn(page.blocks), mediaOrigin) && page.plan) void this.measure(pageId);
    }
  }

  /** The page at `index` is in sight: its pictures are needed now, and those of the next two pages soon. */
  inSight(index: number): void {
    this.ahead.at(index);
  }

  /** Measures all pages, beginning with the page at `start` and those around it. */
  async measureAll(start: number): Promise<void> {
    this.inSight(start);
    const order = this.sources.map((source, index) => ({ source, distance: Math.abs(index - start) }));
    order.sort((one, other) => one.distance - other.distance);
    await fontsReady();
    await Promise.all(order.map(({ source }) => this.measure(source.id)));
  }

  private async measure(pageId: string): Promise<void> {
    const page = this.pages.get(pageId);
    if (!page) return;
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
    this.pages.set(pageId, { ...page, plan: measurePage(page.blocks) });
  }
}

function imagesIn(blocks: readonly Block[]): HTMLImageElement[] {
  return blocks.flatMap((block) => imagesOf(block.node));
}
