import type { BrowserContext, Page } from '@playwright/test';

interface Moment {
  readonly what: string;
  /** Milliseconds since the epoch; the clock that all pages of this machine share. */
  readonly at: number;
}

declare global {
  interface Window {
    storyMoments?: Moment[];
  }
}

/** Notes each press in the page and each change of its stage, with the time at which the browser saw it. */
export async function keepTime(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const moments: Moment[] = (window.storyMoments = []);
    const note = (what: string, at: number) => moments.push({ what, at: performance.timeOrigin + at });
    for (const kind of ['click', 'keydown']) addEventListener(kind, (event) => note('press', event.timeStamp), true);
    let shown = '';
    new MutationObserver(() => {
      const stage = document.querySelector<HTMLElement>('[data-testid="stage"]');
      const place = stage ? `${stage.dataset.pageId}/${stage.dataset.step}` : '';
      if (place !== shown) note(place, performance.now());
      shown = place;
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-page-id', 'data-step'] });
  });
}

/** Milliseconds from the last press in `from` to the last change of the stage in `to`. */
export async function lastDelayMillis(from: Page, to: Page): Promise<number> {
  const pressed = await from.evaluate(() => window.storyMoments?.findLast((moment) => moment.what === 'press')?.at);
  const shown = await to.evaluate(() => window.storyMoments?.findLast((moment) => moment.what !== 'press')?.at);
  return (shown ?? NaN) - (pressed ?? NaN);
}

/** The longest of many delays, told at the end of a story. */
export class Delays {
  private readonly all: number[] = [];

  add(millis: number): void {
    this.all.push(millis);
  }

  toString(): string {
    const sorted = [...this.all].sort((one, other) => one - other);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? NaN;
    return `click to board: ${this.all.length} clicks, median ${middle.toFixed(0)} ms, longest ${sorted.at(-1)?.toFixed(0)} ms`;
  }
}
