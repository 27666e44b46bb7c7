import { fetchMedia, isHeld, isSettled } from './media';

/** Pictures that are on their way at once; browsers have six connections to a host, and clicks need some. */
export const AT_ONCE = 4;
/** One that has not come by then lets the next one go, and may still come. */
export const PATIENCE_MILLIS = 10_000;

/** The pages of a lesson in the order in which their pictures are needed: the one in sight, the next two, those around. */
export function orderFrom(page: number, pages: number): readonly number[] {
  // Of the pages behind, the nearest comes between the second and the third ahead, and so on.
  const rank = (index: number) => (index < page ? 0.5 + 2 * (page - index) : 2 * (index - page) - 3);
  return Array.from({ length: pages }, (_, index) => index).sort((one, other) => rank(one) - rank(other));
}

/**
 * Fetches the pictures of a lesson before they are needed: those of the page in sight at once, the others at most
 * {@link AT_ONCE} at the same time in the order of `orderFrom`, which is made anew whenever another page comes in sight.
 */
export class Ahead {
  private order: readonly number[] = [];
  private open = 0;

  /**
   * @param pages the pictures of each page, which are held
   * @param begun told of a page whose pictures are fetched from now on
   */
  constructor(
    private readonly pages: readonly (readonly HTMLImageElement[])[],
    private origin: string,
    private readonly begun: (page: number) => void,
  ) {}

  from(origin: string): void {
    this.origin = origin;
  }

  at(page: number): void {
    this.order = orderFrom(page, this.pages.length);
    const wanted = this.pages[page]?.filter(isHeld) ?? [];
    for (const image of wanted) this.fetch(image);
    if (wanted.length > 0) this.begun(page);
    this.next();
  }

  private next(): void {
    for (const page of this.order) {
      for (const image of this.pages[page] ?? []) {
        if (this.open >= AT_ONCE) return;
        if (!isHeld(image)) continue;
        this.fetch(image);
        this.begun(page);
      }
    }
  }

  private fetch(image: HTMLImageElement): void {
    this.open++;
    const settle = () => {
      // One that failed may have been asked of another host.
      if (isSettled(image)) end();
    };
    const end = () => {
      clearTimeout(timer);
      image.removeEventListener('load', settle);
      image.removeEventListener('error', settle);
      this.open--;
      this.next();
    };
    const timer = setTimeout(end, PATIENCE_MILLIS);
    image.addEventListener('load', settle);
    image.addEventListener('error', settle);
    fetchMedia(image, this.origin);
  }
}
