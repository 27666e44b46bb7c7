import type { Locator } from '@playwright/test';
import { as } from '../cast/accounts';
import { scrollsSideways, violations } from '../cast/axe';
import type { Board } from '../cast/board';
import { Editor, textsOf } from '../cast/editor';
import { answers, makeWhole } from '../cast/hosts';
import { pairBoard } from '../cast/pairing';
import { photo, type Photo } from '../cast/photos';
import { expect, PHONE, test } from '../cast/school';
import { TreeHands } from '../cast/tree';
import { dataFolder, killHost, originOf } from '../host/steadyboard';

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
});

test.afterEach(makeWhole);

test('a teacher makes a lesson with two photos on a phone, loses the network in the middle: nothing is lost, also when a host dies', async ({
  school,
}) => {
  const [teacher, board] = await Promise.all([
    school.teacher({ viewport: PHONE, hasTouch: true, isMobile: true, baseURL: originOf('a') }),
    school.board({ baseURL: originOf('b') }),
  ]);
  const { page } = teacher;
  const api = await as(teacher.account);
  const [bee, honey] = await Promise.all([photo(page, 'bee.jpg', 'gold'), photo(page, 'honey.jpg', 'orange')]);
  await pairBoard(teacher, board);

  const hands = new TreeHands(page);
  await hands.make('course', 'My garden');
  await hands.open('My garden');
  await hands.make('lesson', 'Bees');
  await page.getByRole('link', { name: 'Edit', exact: true }).tap();
  const editor = new Editor(page);
  await editor.button('Make the first page').tap();
  await expect(editor.text(1), 'it is written in at once').toBeFocused();
  await editor.type(1, '# Bees\n\nThey make honey.');
  const lessonId = /lesson\/([0-9a-f-]{36})/.exec(page.url())![1]!;

  let written = '';

  await test.step('a photo, of which is told what is on it', async () => {
    const dialog = await choose(editor, bee);
    await dialog.getByLabel(/^What is on bee/).fill('A bee on a flower');
    await dialog.getByRole('button', { name: 'Put it in the page' }).tap();
    await editor.waitFor('saved');
    await expect
      .poll(async () => (await textsOf(api, lessonId))[0])
      .toMatch(/!\[A bee on a flower\]\(\/media\/.*\.webp\)/);
    await editor.button('Done').tap();
    await expectPhoto(board);
    await expect(board.stage).toContainText('They make honey.');
  });

  await test.step('the network goes in the middle of the second one, and of a sentence', async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).tap();
    await expect(editor.text(1)).toBeVisible();
    let fall: () => void = () => undefined;
    const fallen = new Promise<void>((resolve) => (fall = resolve));
    const begun = new Promise<void>((resolve) => {
      void page.route('**/api/uploads**', async (route) => {
        resolve();
        await fallen;
        await route.abort();
      });
    });
    const dialog = await choose(editor, honey);
    await dialog.getByRole('button', { name: 'Put it in the page' }).tap();
    await begun;
    await page.context().setOffline(true);
    fall();
    await editor.type(1, 'In winter they sleep.');
    await editor.waitFor('kept');
    await expect(page.getByTestId('coming')).toContainText('1 picture on its way');
    expect.soft(await violations(page), 'the editor with a photo on its way').toEqual([]);
    expect.soft(await scrollsSideways(page)).toBe(false);
    const texts = await textsOf(api, lessonId);
    expect(texts.join(), 'control: no host has heard of the sentence or the photo').not.toMatch(
      /winter|uploading|bee[^]*media[^]*media/,
    );
    expect(await page.reload().then(Boolean, () => false), 'control: the network is away').toBe(false);
    await page.unroute('**/api/uploads**');
  });

  await test.step('it comes back, and so does all that was written and put in', async () => {
    await page.context().setOffline(false);
    await editor.open(lessonId);
    await expect(editor.text(1)).toContainText('In winter they sleep.');
    await page.getByTestId('coming').filter({ hasText: 'What is on the picture?' }).tap();
    await expect(page.getByTestId('upload').getByText('On 2 of 2 hosts')).toBeVisible();
    await page.getByLabel(/^What is on honey/).fill('A jar of honey');
    await page.getByRole('button', { name: 'Hide', exact: true }).tap();
    await expect(board.stage.getByRole('img', { name: 'A jar of honey' })).toBeVisible();
    await expectPhoto(board);
    await editor.waitFor('saved');
    const [text = ''] = await textsOf(api, lessonId);
    written = text;
    expect(text.match(/\/media\//g), 'each photo stands there once').toHaveLength(2);
    expect(text).toContain('In winter they sleep.');
    expect(text.indexOf('A jar of honey'), 'where it was put').toBeLessThan(text.indexOf('In winter'));
  });

  await test.step('the host that took the photos dies', async () => {
    await killHost('a');
    expect(await answers('a'), 'control: host a is gone').toBe(false);
    await board.reload();
    await expect(board.stage.getByRole('img', { name: 'A jar of honey' })).toBeVisible();
    await expectPhoto(board);
    for (const [url] of written.matchAll(/\/media\/[^)]+/g)) {
      expect((await board.page.request.get(originOf('b') + url)).status(), url).toBe(200);
    }
  });
  await api.dispose();
});

async function choose(editor: Editor, { name, mimeType, buffer }: Photo): Promise<Locator> {
  await editor.button('Picture').tap();
  const dialog = editor.page.getByRole('dialog');
  await dialog.locator('input[type=file][multiple]').setInputFiles([{ name, mimeType, buffer }]);
  await expect(dialog.getByTestId('upload')).toBeVisible();
  return dialog;
}

/** The photos that stand on the board have come, turned as they were taken. */
async function expectPhoto(board: Board): Promise<void> {
  const sizes = () =>
    board.stage
      .locator('img')
      .evaluateAll((images) => (images as HTMLImageElement[]).map((one) => one.naturalWidth > one.naturalHeight));
  await expect.poll(async () => new Set(await sizes()), { timeout: 20_000 }).toEqual(new Set([true]));
}
