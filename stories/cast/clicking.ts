import { expect, type Page } from '@playwright/test';
import type { Board } from './board';
import type { Lesson } from './lessons';
import type { Classroom } from './pairing';
import type { Place } from './place';
import type { Teacher } from './teacher';

interface Moment {
  readonly what: string;
  readonly at: number;
}

/** The long lesson lasts for 300 s of this: as long as any story may take. */
const EVERY_MILLIS = 600;
const CATCH_UP_MILLIS = 20_000;
/** Where a host dies or stops, browsers follow within a second or two; a machine may well be four times slower. */
export const FOLLOWED_MILLIS = 10_000;

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

/**
 * A teacher who presses Next again and again, whatever happens to the hosts meanwhile, in a lesson of pages of one step:
 * the tenth press asks for the tenth page after the one it began on.
 */
export class Clicking {
  private constructor(
    private readonly teacher: Teacher,
    private readonly board: Board,
    private readonly lesson: Lesson,
    private readonly first: Place,
    /** How many moments of the teacher's page are from before. */
    private readonly before: number,
  ) {}

  /** The clicks come from the teacher's page itself, so that their pace depends on nothing else. */
  static async begin({ teacher, board }: Classroom, lesson: Lesson): Promise<Clicking> {
    const first = await teacher.place();
    if (!first) throw new Error('The teacher has no lesson open.');
    const before = (await momentsOf(teacher.page)).length;
    await teacher.next.evaluate((next: HTMLElement, millis) => {
      clearInterval(window.storyClicks);
      window.storyClicks = setInterval(() => next.click(), millis);
    }, EVERY_MILLIS);
    return new Clicking(teacher, board, lesson, first, before);
  }

  /** Waits until this many more clicks were made. */
  async more(clicks: number): Promise<void> {
    const wanted = (await this.presses()).length + clicks;
    await expect
      .poll(async () => (await this.presses()).length, {
        message: 'the teacher can press Next',
        timeout: clicks * EVERY_MILLIS + 10_000,
      })
      .toBeGreaterThanOrEqual(wanted);
  }

  /**
   * Stops clicking, waits until each press moved the teacher's own page and the board is where the teacher is, and
   * measures every press since the beginning. The board must never have gone back to an older page.
   *
   * @param mostMillis that a click may take to the board
   */
  async end(mostMillis = CATCH_UP_MILLIS): Promise<ClickTimes> {
    await this.teacher.page.evaluate(() => clearInterval(window.storyClicks));
    const presses = await this.presses();
    const wanted = this.page(this.first) + presses.length;
    await expect
      .poll(async () => this.page(await this.teacher.place()), { message: "each press moved the teacher's own page" })
      .toBe(wanted);
    await expect
      .poll(async () => this.page(await this.board.place()), {
        message: 'no click was lost',
        timeout: CATCH_UP_MILLIS,
      })
      .toBe(wanted);
    const times = await this.measure(presses);
    expect(times.longest, `no click took longer than ${mostMillis} ms; ${times}`).toBeLessThan(mostMillis);
    return times;
  }

  /** When each was made. */
  private async presses(): Promise<readonly number[]> {
    const moments = await momentsOf(this.teacher.page);
    return moments
      .slice(this.before)
      .filter((moment) => moment.what === 'press')
      .map((moment) => moment.at);
  }

  private async measure(presses: readonly number[]): Promise<ClickTimes> {
    const shown = (await momentsOf(this.board.page))
      .filter((moment) => moment.what !== 'press')
      .map(({ what, at }) => ({ page: this.page({ pageId: what.split('/')[0]! }), at }));
    expect(
      shown.findIndex(({ page }, index) => index > 0 && page < shown[index - 1]!.page),
      'the board never goes back to an older page',
    ).toBe(-1);
    return new ClickTimes(
      presses.map((at, index) => {
        const wanted = this.page(this.first) + index + 1;
        const seen = shown.find((moment) => moment.at >= at && moment.page >= wanted);
        if (!seen) throw new Error(`The board never came to page ${wanted + 1}.`);
        return seen.at - at;
      }),
    );
  }

  /** The number of a page in the lesson, from 0; -1 when none is shown. */
  private page(place: Pick<Place, 'pageId'> | null): number {
    return this.lesson.pages.findIndex((page) => page.id === place?.pageId);
  }
}

async function momentsOf(page: Page): Promise<readonly Moment[]> {
  return page.evaluate(() => window.storyMoments ?? []);
}
