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

interface Shown {
  readonly page: number;
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

export interface Click {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Until the board showed it, or a later one that overtook it; infinite when it never did. */
  readonly millis: number;
}

/** How long each click took to show on the board. */
export class ClickTimes {
  constructor(readonly clicks: readonly Click[]) {}

  /** Those that were made in this time; the end is left out. */
  between(begin: number, end: number): ClickTimes {
    return new ClickTimes(this.clicks.filter(({ at }) => at >= begin && at < end));
  }

  /** Zero without clicks. */
  get longest(): number {
    return Math.max(0, ...this.millis);
  }

  get lost(): number {
    return this.millis.filter((millis) => !Number.isFinite(millis)).length;
  }

  /** The nearest-rank percentile. */
  at(percent: number): number {
    const sorted = [...this.millis].sort((one, other) => one - other);
    return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? NaN;
  }

  private get millis(): readonly number[] {
    return this.clicks.map(({ millis }) => millis);
  }

  toString(): string {
    const [median, high, longest] = [this.at(50), this.at(99), this.longest].map((millis) => millis.toFixed(0));
    return `click to board: ${this.clicks.length} clicks, median ${median} ms, p99 ${high} ms, longest ${longest} ms`;
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
    const { times, inStep, wentBack } = await this.stop();
    expect(inStep, "each press moved the teacher's own page, and the board is there").toBe(true);
    expect(wentBack, 'the board never goes back to an older page').toBe(false);
    expect(times.lost, 'no click was lost').toBe(0);
    expect(times.longest, `no click took longer than ${mostMillis} ms; ${times}`).toBeLessThan(mostMillis);
    return times;
  }

  /** The same without a judgement: waits for both screens for as long as it is patient, and tells what became of them. */
  async stop(): Promise<{ readonly times: ClickTimes; readonly inStep: boolean; readonly wentBack: boolean }> {
    await this.teacher.page.evaluate(() => clearInterval(window.storyClicks));
    const presses = await this.presses();
    const wanted = this.page(this.first) + presses.length;
    const inStep = await expect
      .poll(async () => [this.page(await this.teacher.place()), this.page(await this.board.place())], {
        timeout: CATCH_UP_MILLIS,
      })
      .toEqual([wanted, wanted])
      .then(
        () => true,
        () => false,
      );
    const shown = await this.shown();
    return {
      times: timesOf(presses, shown, this.page(this.first) + 1),
      inStep,
      wentBack: shown.some(({ page }, index) => index > 0 && page < shown[index - 1]!.page),
    };
  }

  /** How many pages the board is behind the teacher now. */
  async behind(): Promise<number> {
    const [teacher, board] = await Promise.all([this.teacher.place(), this.board.place()]);
    return this.page(teacher) - this.page(board);
  }

  /** When each was made. */
  private async presses(): Promise<readonly number[]> {
    const moments = await momentsOf(this.teacher.page);
    return moments
      .slice(this.before)
      .filter((moment) => moment.what === 'press')
      .map((moment) => moment.at);
  }

  /** What the board showed, and when. */
  private async shown(): Promise<readonly Shown[]> {
    return (await momentsOf(this.board.page))
      .filter((moment) => moment.what !== 'press')
      .map(({ what, at }) => ({ page: this.page({ pageId: what.split('/')[0]! }), at }));
  }

  /** The number of a page in the lesson, from 0; -1 when none is shown. */
  private page(place: Pick<Place, 'pageId'> | null): number {
    return this.lesson.pages.findIndex((page) => page.id === place?.pageId);
  }
}

function timesOf(presses: readonly number[], shown: readonly Shown[], firstPage: number): ClickTimes {
  return new ClickTimes(
    presses.map((at, index) => {
      const seen = shown.find((moment) => moment.at >= at && moment.page >= firstPage + index);
      return { at, millis: seen ? seen.at - at : Infinity };
    }),
  );
}

async function momentsOf(page: Page): Promise<readonly Moment[]> {
  return page.evaluate(() => window.storyMoments ?? []);
}
