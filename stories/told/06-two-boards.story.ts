import { demoLesson } from '../cast/lessons';
import { openClassroom, pairBoard, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';

test('one teacher has two named boards; steering one does not move the other', async ({ school }) => {
  const lesson = await demoLesson(school.api);
  const { teacher, board: one } = await openClassroom(school, lesson.id);
  const two = await school.board();
  await pairBoard(teacher, two, 'Room 2');

  await test.step('both are there by name', async () => {
    const boards = await teacher.openBoards();
    await expect(boards.getByRole('checkbox', { name: 'Steer Room 1' })).toBeChecked();
    await boards.getByRole('checkbox', { name: 'Steer Room 2' }).uncheck();
    await teacher.closeDialog();
  });

  await test.step('only the chosen board moves', async () => {
    const still = await two.place();
    await steerOn({ teacher, board: one });
    await steerOn({ teacher, board: one });
    expect(await two.place()).toEqual(still);
  });

  await test.step('the other one chosen: the first stays', async () => {
    const boards = await teacher.openBoards();
    await boards.getByRole('checkbox', { name: 'Steer Room 2' }).check();
    await boards.getByRole('checkbox', { name: 'Steer Room 1' }).uncheck();
    await teacher.closeDialog();
    const still = await one.place();
    await steerOn({ teacher, board: two });
    expect(await one.place()).toEqual(still);
  });

  await test.step('both chosen: both move, to the same place', async () => {
    const boards = await teacher.openBoards();
    await boards.getByRole('checkbox', { name: 'Steer Room 1' }).check();
    await teacher.closeDialog();
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
