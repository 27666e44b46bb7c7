import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { filmOf, readQr } from '../cast/qr';
import { expect, PHONE, test } from '../cast/school';
import { Teacher } from '../cast/teacher';
import { BROWSER } from '../host/browser';
import { origin } from '../host/steadyboard';

test('a phone’s own camera app reads the code on the board and its link pairs, after signing in', async ({
  school,
}) => {
  const board = await school.board();
  const code = await board.code();
  const link = readQr(await board.page.screenshot());
  expect(link).toContain(code);
  expect(new URL(link!).origin).toBe(origin());

  const phone = await school.browser({ viewport: PHONE, hasTouch: true, isMobile: true });
  const teacher = new Teacher(await phone.newPage(), await school.account());
  await teacher.page.goto(link!);
  await teacher.signIn();
  await expect(teacher.page.getByLabel('Code')).toHaveValue(code);
  await teacher.page.getByRole('button', { name: 'Connect', exact: true }).click();
  await teacher.waitForBoard('connected');
  await board.expectNoCode();
});

test('the teacher app’s own camera reads the code on the board', async ({ school }) => {
  const board = await school.board();
  const code = await board.code();
  const folder = await mkdtemp(join(tmpdir(), 'story-camera-'));
  const film = join(folder, 'board.y4m');
  await writeFile(film, filmOf(await board.page.screenshot()));
  const browser = await chromium.launch({
    ...BROWSER,
    args: [
      ...(BROWSER.args ?? []),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const context = await browser.newContext({ baseURL: origin(), locale: 'en-GB', permissions: ['camera'] });
    context.setDefaultTimeout(10_000);
    await school.watch(context);
    const teacher = await new Teacher(await context.newPage(), await school.account()).open();
    await teacher.openConnectDialog();
    await teacher.page.getByRole('button', { name: 'Scan with camera' }).click();
    await expect(teacher.page.getByLabel('Code')).toHaveValue(new RegExp(code.replace(/^.../, '$& ?')), {
      timeout: 15_000,
    });
    await teacher.page.getByRole('button', { name: 'Connect', exact: true }).click();
    await teacher.waitForBoard('connected');
    await board.expectNoCode();
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a device without a camera says so and leaves the code to be typed', async ({ school }) => {
  const teacher = await school.teacher();
  await teacher.openConnectDialog();
  await teacher.page.getByRole('button', { name: 'Scan with camera' }).click();
  await expect(teacher.page.getByText('The camera cannot be used. Type the code instead.')).toBeVisible();
  await teacher.page.getByRole('button', { name: 'Stop the camera' }).click();
  await expect(teacher.page.getByLabel('Code')).toBeVisible();
});
