import type { Page } from '@playwright/test';
import { measureFit } from '../cast/fit';
import { Delays } from '../cast/clocks';
import { realLesson } from '../cast/lessons';
import { openClassroom, steerOn } from '../cast/pairing';
import type { Place } from '../cast/place';
import { BIG_BOARD, expect, test } from '../cast/school';

const SCREENS = [
  { width: 1280, height: 720 },
  { width: 3840, height: 2160 },
  { width: 1920, height: 1080 },
];
/** On a board 0.81 m high this is type of 22 mm: read from the back row. */
const SMALLEST_TYPE = 1 / 36;

test('a whole real lesson is steered from its first page to its last', async ({ school }) => {
  test.setTimeout(150_000);
  const lesson = await realLesson(school.api);
  const classroom = await openClassroom(school, lesson.id);
  const { teacher, board } = classroom;
  const delays = new Delays();
  const told = new Map<string, { text: string; steps: number }>();
  let pictures = 0;

  const look = async ({ pageId, step }: Place): Promise<void> => {
    const page = told.get(pageId) ?? { text: '', steps: 0 };
    expect(step, 'no step is left out').toBe(page.steps);
    told.set(pageId, { text: page.text + (await board.words()), steps: page.steps + 1 });
    for (const screen of SCREENS) {
      await board.page.setViewportSize(screen);
      pictures += screen === SCREENS[0] ? await fitsWholly(board.page) : 0 * (await fitsWholly(board.page));
    }
  };

  await board.page.setViewportSize(BIG_BOARD);
  await look((await board.place())!);
  while (await teacher.next.isEnabled()) await look(await steerOn(classroom, delays));

  expect([...told.keys()], 'every page, in order').toEqual(lesson.pages.map((page) => page.id));
  for (const page of lesson.pages) {
    expect(told.get(page.id)?.text, `all of page ${page.id} was shown`).toBe(await wordsOf(board.page, page.html));
  }
  expect(pictures, 'the lesson has pictures, and they came').toBeGreaterThan(0);
  const long = [...told.values()].filter((page) => page.steps > 1).length;
  console.log(`  ${lesson.title}: ${told.size} pages, ${long} of them in steps, ${pictures} pictures; ${delays}`);
});

/** Waits until all of the page is on the screen with its pictures; returns how many of those there are. */
async function fitsWholly(page: Page): Promise<number> {
  let pictures = 0;
  await expect(async () => {
    const fit = await measureFit(page);
    expect(fit).toMatchObject({ scrolls: false, outside: [], missing: [] });
    expect(fit.smallestType, 'type is large enough for the back row').toBeGreaterThanOrEqual(SMALLEST_TYPE);
    pictures = fit.pictures;
  }).toPass({ timeout: 10_000, intervals: [50, 100, 250] });
  return pictures;
}

function wordsOf(page: Page, html: string): Promise<string> {
  return page.evaluate(
    (text) => (new DOMParser().parseFromString(text, 'text/html').body.textContent ?? '').replace(/\s+/g, ''),
    html,
  );
}
