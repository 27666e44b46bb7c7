import { PNG } from 'pngjs';
import type { Page } from '@playwright/test';
import { demoLesson } from '../cast/lessons';
import { openClassroom } from '../cast/pairing';
import { expect, test } from '../cast/school';

/** Mean brightness of a screen, 0 to 255: below it is dark, above it light. */
const DARK = 90;
const LIGHT = 130;

test('the language is the browser’s until the teacher chooses another one', async ({ school }) => {
  const context = await school.browser({ locale: 'nl-NL' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Inloggen' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.getByLabel('Taal').selectOption({ label: 'English' });
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Sign in' }), 'the choice stays').toBeVisible();

  const board = await (await school.browser({ locale: 'nl-NL' })).newPage();
  await board.goto('/board');
  await expect(board.getByRole('heading', { name: 'Verbind dit bord' })).toBeVisible();
});

test('dark or light is the device’s until the teacher chooses', async ({ school }) => {
  const page = await (await school.browser({ colorScheme: 'dark' })).newPage();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  expect(await brightness(page)).toBeLessThan(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => brightness(page)).toBeGreaterThan(LIGHT);
  await page.getByLabel('Light or dark').selectOption({ label: 'Dark' });
  await expect.poll(() => brightness(page)).toBeLessThan(DARK);
  await page.reload();
  await expect.poll(() => brightness(page), 'the choice stays').toBeLessThan(DARK);
});

test('a turn of the page moves, unless the device asks for less motion', async ({ school }) => {
  const lesson = await demoLesson(school.api);
  const { teacher, board } = await openClassroom(school, lesson.id);
  const movesOnNext = async (): Promise<boolean> => {
    await board.page.evaluate(() => {
      document.body.dataset.moved = 'no';
      addEventListener('animationstart', () => (document.body.dataset.moved = 'yes'), { once: true, capture: true });
      addEventListener('transitionrun', () => (document.body.dataset.moved = 'yes'), { once: true, capture: true });
    });
    const before = await board.place();
    await teacher.next.click();
    await board.waitForMove(before);
    await board.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    return board.page.evaluate(
      () => document.body.dataset.moved === 'yes' || document.getAnimations().some((one) => runs(one)),
    );
  };
  await board.page.addInitScript(() => undefined);
  await board.page.evaluate(() => {
    window.runs = (one) => Number(one.effect?.getComputedTiming().duration ?? 0) > 20;
  });
  await board.page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await movesOnNext(), 'control: there is motion to turn off').toBe(true);
  await board.page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await movesOnNext()).toBe(false);
});

declare global {
  interface Window {
    runs: (one: Animation) => boolean;
  }
  function runs(one: Animation): boolean;
}

/** The mean brightness of the screen, 0 to 255. */
async function brightness(page: Page): Promise<number> {
  const { data } = PNG.sync.read(await page.screenshot());
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += data[at]! * 0.3 + data[at + 1]! * 0.59 + data[at + 2]! * 0.11;
  return sum / (data.length / 4);
}
