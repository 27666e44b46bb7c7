import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { scrollsSideways, violations } from '../cast/axe';
import { BIG_BOARD, expect, LAPTOP, PHONE, test } from '../cast/school';
import { tour, type Screen } from '../cast/tour';

const SCREENSHOTS = resolve(import.meta.dirname, '../screenshots');
const SIZES = {
  teacher: { phone: PHONE, laptop: LAPTOP },
  board: { board: BIG_BOARD, phone: PHONE },
};

test('every screen, on every size, light and dark: pictures are taken and axe finds nothing', async ({ school }) => {
  test.setTimeout(480_000);
  let looks = 0;
  await tour(school, async (screen) => {
    for (const [size, viewport] of Object.entries(SIZES[screen.of])) {
      await screen.page.setViewportSize(viewport);
      for (const scheme of ['light', 'dark'] as const) {
        await screen.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await settled(screen.page);
        await picture(screen, `${size}-${scheme}`);
        const where = `${screen.of} ${screen.name}, ${size}, ${scheme}`;
        expect.soft(await violations(screen.page), where).toEqual([]);
        expect.soft(await scrollsSideways(screen.page), `${where}: nothing hangs out at the side`).toBe(false);
        looks++;
      }
    }
    await screen.page.setViewportSize(screen.of === 'board' ? BIG_BOARD : LAPTOP);
    await screen.page.emulateMedia({ colorScheme: 'light' });
  });
  console.log(`  ${looks} looks; the pictures stand in stories/screenshots/`);
});

test('control: axe does see a screen that is not for everyone', async ({ school }) => {
  const page = await (await school.browser()).newPage();
  await page.setContent('<html><body><img src="x"><input><p style="color:#ccc">Pale</p></body></html>');
  const found = (await violations(page)).join();
  for (const rule of ['image-alt', 'label', 'color-contrast', 'html-has-lang']) expect(found).toContain(rule);
});

async function picture({ of, name, page }: Screen, kind: string): Promise<void> {
  await page.screenshot({ path: join(SCREENSHOTS, `${of}-${name}-${kind}.png`) });
}

/** Waits for type, pictures and the end of every animation. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined)));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}
