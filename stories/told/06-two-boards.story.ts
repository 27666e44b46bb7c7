import { demoLesson } from '../cast/lessons';
import { openClassroom, pairBoard, steerOn } from '../cast/pairing';
import { samePlace } from '../cast/place';
import { expect, test } from '../cast/school';
import type { Teacher } from '../cast/teacher';

test('one teacher has two named boards; steering one does not move the other', async ({ school }) => {
  const lesson = await demoLesson(school.api);
  const { teacher, board: one } = await openClassroom(school, lesson.id);
  const two = await school.board();
  await pairBoard(teacher, two, 'Room 2');

  await test.step('the board that was connected last is steered; the other is there by name', async () => {
    await expect(two.stage, 'the lesson that is open appears on it').toBeVisible();
    const still = await one.place();
    await steerOn({ teacher, board: two });
    expect(await one.place()).toEqual(still);
    await choose(teacher, { 'Room 1': false, 'Room 2': true });
  });

  await test.step('the other one chosen: the second stays', async () => {
    await choose(teacher, { 'Room 1': true, 'Room 2': false });
    await expect
      .poll(() => teacher.place(), 'the teacher stands where the chosen board does')
      .toEqual(await one.place());
    const still = await two.place();
    await steerOn({ teacher, board: one });
    await steerOn({ teacher, board: one });
    expect(await two.place()).toEqual(still);
  });

  await test.step('both chosen: both move, to the same place', async () => {
    await choose(teacher, { 'Room 1': true, 'Room 2': true });
    await teacher.next.click();
    await expect.poll(async () => samePlace(await one.place(), await two.place())).toBe(true);
    await teacher.page.keyboard.press('Home');
    const first = { pageId: lesson.pages[0]?.id ?? '', step: 0 };
    await Promise.all([one.waitForPlace(first), two.waitForPlace(first)]);
  });

  await test.step('one is switched off: its state says so', async () => {
    await two.page.close();
    const boards = await teacher.openBoards();
    await expect(boards.getByRole('listitem').filter({ hasText: 'Room 2' })).toContainText(/Away · last seen/, {
      timeout: 20_000,
    });
    await expect(boards.getByRole('listitem').filter({ hasText: 'Room 1' })).toContainText('Connected');
  });
});

/** Says which boards are to be steered, and sees that it was understood. */
async function choose(teacher: Teacher, wanted: Record<string, boolean>): Promise<void> {
  const boards = await teacher.openBoards();
  for (const [name, steered] of Object.entries(wanted)) {
    const box = boards.getByRole('checkbox', { name: `Steer ${name}` });
    await box.setChecked(steered);
  }
  await teacher.closeDialog();
}
