import { PNG } from 'pngjs';
import type { Board } from '../cast/board';
import { demoLesson } from '../cast/lessons';
import { openClassroom } from '../cast/pairing';
import { expect, test } from '../cast/school';

test('the keyboard and a presenter clicker steer the board', async ({ school }) => {
  const lesson = await demoLesson(school.api);
  const { teacher, board } = await openClassroom(school, lesson.id);
  const press = (key: string) => teacher.page.keyboard.press(key);
  const pageAt = async (page: number) => board.waitForPlace({ pageId: lesson.pages.at(page)?.id ?? '', step: 0 });

  await press('ArrowRight');
  await pageAt(1);
  await press('PageDown');
  await pageAt(2);
  await press('Space');
  await pageAt(3);
  await press('PageUp');
  await pageAt(2);
  await press('ArrowLeft');
  await pageAt(1);
  await press('ArrowDown');
  await pageAt(2);
  await press('ArrowUp');
  await pageAt(1);
  await press('Home');
  await pageAt(0);

  await test.step('B blanks the board and shows it again; the clicker has a point for it', async () => {
    expect(await isBlank(board), 'control: there is something to see').toBe(false);
    for (const key of ['b', '.']) {
      await press(key);
      await expect.poll(() => isBlank(board)).toBe(true);
      await expect(teacher.page.getByText('The board is blank')).toBeVisible();
      await press(key);
      await expect.poll(() => isBlank(board)).toBe(false);
    }
  });

  await test.step('the button does it too, and a blank board stays blank after a reload', async () => {
    await teacher.blank.click();
    await expect.poll(() => isBlank(board)).toBe(true);
    await board.reload();
    await expect(board.stage).toBeAttached();
    await expect.poll(() => isBlank(board)).toBe(true);
    await teacher.page.getByRole('button', { name: 'Show again' }).click();
    await expect.poll(() => isBlank(board)).toBe(false);
  });

  await test.step('typing in a field does not steer', async () => {
    await teacher.page.getByRole('button', { name: /^Boards/ }).click();
    await teacher.page.keyboard.press('PageDown');
    await teacher.page.keyboard.press('b');
    await teacher.closeDialog();
    await press('ArrowRight');
    await pageAt(1);
    expect(await isBlank(board)).toBe(false);
  });
});

/** Whether the middle of the screen is one plain colour. */
async function isBlank(board: Board): Promise<boolean> {
  const { width, height } = board.page.viewportSize() ?? { width: 0, height: 0 };
  const clip = { x: 0.05 * width, y: 0.05 * height, width: 0.9 * width, height: 0.75 * height };
  const { data } = PNG.sync.read(await board.page.screenshot({ clip }));
  const first = data.readUInt32BE(0);
  for (let at = 0; at < data.length; at += 4) if (data.readUInt32BE(at) !== first) return false;
  return true;
}
