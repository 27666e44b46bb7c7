import { demoLesson } from '../cast/lessons';
import { openClassroom, pairBoard, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';

test('two teachers share a board; one leaves, the other goes on; then the board leaves', async ({ school }) => {
  const lesson = await demoLesson(school.api);
  const { teacher: first, board } = await openClassroom(school, lesson.id);
  const second = await school.teacher({ name: 'Second teacher' });

  await test.step('the board shows a code for one more teacher', async () => {
    await board.openMenu();
    await board.page.getByRole('button', { name: 'Connect another teacher' }).click();
    await pairBoard(second, board, 'Room 1');
  });

  await test.step('each steers, and the other sees it', async () => {
    await steerOn({ teacher: first, board });
    await second.openLesson(lesson.id);
    await expect.poll(() => second.place()).toEqual(await board.place());
    const here = await steerOn({ teacher: second, board });
    await expect.poll(() => first.place()).toEqual(here);
  });

  await test.step('the first leaves; the board and the second stay', async () => {
    const boards = await first.openBoards();
    await boards.getByRole('button', { name: 'Disconnect Room 1' }).click();
    await boards.getByRole('button', { name: 'Disconnect', exact: true }).click();
    await expect(boards.getByText('No board yet')).toBeVisible();
    await first.closeDialog();
    await board.expectNoCode();
    const before = await board.place();
    await first.next.click();
    await expect.poll(() => first.place(), 'control: the first teacher did turn a page').not.toEqual(before);
    await steerOn({ teacher: second, board });
  });

  await test.step('the board leaves', async () => {
    await board.openMenu();
    await board.page.getByRole('button', { name: 'Disconnect this board' }).click();
    await board.page.getByRole('button', { name: 'Yes, disconnect' }).click();
    await board.code();
    await expect(second.page.getByRole('banner').getByRole('button', { name: 'Connect a board' })).toBeVisible();
    await second.next.click();
    await board.code();
  });
});
