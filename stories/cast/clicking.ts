import { expect, type Page } from '@playwright/test';
import type { Board } from './board';
import type { Lesson } from './lessons';
import type { Classroom } from './pairing';
import type { Teacher } from './teacher';

interface Moment {
  readonly what: string;
  readonly at: number;
}

const EVERY_MILLIS = 400;
const CATCH_UP_MILLIS = 20_000;

declare global {
  interface Window {
    storyClicks?: ReturnType<typeof setInterval>;
  }
}

/** How long each click took to show on the board. A click that a later one overtook counts until the later one showed. */
export class ClickTimes {
  constructor(readonly millis: readonly number[]) {}

  get longest(): number {
    return Math.max(...this.millis);
  }

  /** The nearest-rank percentile. */
  at(percent: number): number {
    const sorted = [...this.millis].sort((one, other) => one - other);
    return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? NaN;
  }

  toString(): string {
    const [median, high, longest] = [this.at(50), this.at(99), this.longest].map((millis) => millis.toFixed(0));
    return `click to board: ${this.millis.length} clicks, median ${median} ms, p99 ${high} ms, longest ${longest} ms`;
  }
}

/** A teacher who presses Next again and again, whatever happens to the hosts meanwhile. */
export class Clicking {
  private constructor(
    private readonly teacher: Teacher,
    private readonly board: Board,
    private readonly lesson: Lesson,
  ) {}

  /** The clicks come from the teacher's page itself, so that their pace depends on nothing else. */
  static async begin({ teacher, board }: Classroom, lesson: Lesson): Promise<Clicking> {
    await teacher.next.evaluate((next: HTMLElement, millis) => {
      clearInterval(window.storyClicks);
      window.storyClicks = setInterval(() => next.click(), millis);
    }, EVERY_MILLIS);
    return new Clicking(teacher, board, lesson);
  }

  /** Waits until this many more clicks were made. */
  async more(clicks: number): Promise<void> {
    const wanted = (await this.made()) + clicks;
    await expect.poll(() => this.made(), { timeout: clicks * EVERY_MILLIS + 10_000 }).toBeGreaterThanOrEqual(wanted);
  }

  /**
   * Stops clicking, waits until the board is where the teacher is, and measures every click of this page. The board must
   * never have gone back to an older page.
   */
  async end(): Promise<ClickTimes> {
    await this.teacher.page.evaluate(() => clearInterval(window.storyClicks));
    await expect
      .poll(() => this.board.place(), { message: 'no click was lost', timeout: CATCH_UP_MILLIS })
      .toEqual(await this.teacher.place());
    return this.measure();
  }

  private async made(): Promise<number> {
    const moments = await momentsOf(this.teacher.page);
    return moments.filter((moment) => moment.what === 'press').length;
  }

  private async measure(): Promise<ClickTimes> {
    const clicks = clicksOf(await momentsOf(this.teacher.page));
    const shown = (await momentsOf(this.board.page)).filter((moment) => moment.what !== 'press');
    const orders = shown.map((moment) => this.order(moment.what));
    expect(
      orders.findIndex((order, index) => index > 0 && order < orders[index - 1]!),
      'the board never goes back to an older page',
    ).toBe(-1);
    const millis = clicks.map(({ place, at }) => {
      const seen = shown.find((moment) => moment.at >= at && this.order(moment.what) >= this.order(place));
      if (!seen) throw new Error(`The board never came to ${place}.`);
      return seen.at - at;
    });
    return new ClickTimes(millis);
  }

  /** Places of one lesson in their order. */
  private order(place: string): number {
    const [pageId, step] = place.split('/');
    return this.lesson.pages.findIndex((page) => page.id === pageId) * 1000 + Number(step);
  }
}

async function momentsOf(page: Page): Promise<readonly Moment[]> {
  return page.evaluate(() => window.storyMoments ?? []);
}

/** Each press with the place that the teacher's own page then took. */
function clicksOf(moments: readonly Moment[]): { place: string; at: number }[] {
  return moments.flatMap((moment, index) => {
    const next = moments[index + 1];
    return moment.what === 'press' && next && next.what !== 'press' ? [{ place: next.what, at: moment.at }] : [];
  });
}
