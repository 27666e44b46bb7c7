import type { Page } from '@playwright/test';

export interface Fit {
  readonly scrolls: boolean;
  /** Texts and pictures that are not wholly on the screen. */
  readonly outside: readonly string[];
  /** Pictures that have not come. */
  readonly missing: readonly string[];
  readonly pictures: number;
  /** The smallest type as a part of the screen's height. */
  readonly smallestType: number;
}

/** Measures what of the board's page is on the screen. A pixel of rounding is allowed on each side. */
export function measureFit(page: Page): Promise<Fit> {
  return page.evaluate(() => {
    const root = document.documentElement;
    const stage = document.querySelector('[data-testid="stage"]');
    if (!stage) throw new Error('The board shows no page.');
    const within = (box: DOMRect) =>
      box.left >= -1 && box.top >= -1 && box.right <= innerWidth + 1 && box.bottom <= innerHeight + 1;
    const outside: string[] = [];
    let smallest = Infinity;
    const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!text.textContent?.trim() || !text.parentElement) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const boxes = [...range.getClientRects()];
      if (!boxes.every(within)) outside.push(text.textContent.trim().slice(0, 60));
      const scale = text.parentElement.getBoundingClientRect().height / (text.parentElement.offsetHeight || Infinity);
      const type = parseFloat(getComputedStyle(text.parentElement).fontSize) * (scale || 1);
      if (scale > 0) smallest = Math.min(smallest, type / innerHeight);
    }
    const pictures = [...stage.querySelectorAll('img')];
    for (const picture of pictures) {
      if (!within(picture.getBoundingClientRect())) outside.push(`picture ${picture.alt}`);
    }
    const missing = pictures.filter((picture) => !picture.complete || picture.naturalWidth === 0);
    return {
      scrolls: root.scrollWidth > innerWidth || root.scrollHeight > innerHeight,
      outside,
      missing: missing.map((picture) => picture.src),
      pictures: pictures.length,
      smallestType: smallest,
    };
  });
}
