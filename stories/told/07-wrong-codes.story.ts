import { pairBoard } from '../cast/pairing';
import { expect, test } from '../cast/school';

/** As many as the contract allows an account in a minute. */
const ALLOWED = 5;

test('wrong codes get kind words, then a limit that also holds for the right code', async ({ school }) => {
  const [teacher, board] = await Promise.all([school.teacher(), school.board()]);
  const right = await board.code();
  const dialog = await teacher.openConnectDialog();

  for (let wrong = 1; wrong <= ALLOWED; wrong++) {
    await teacher.typeCode(beside(right, wrong));
    await expect(dialog.getByRole('alert')).toContainText('No board has this code.');
  }
  await teacher.typeCode(beside(right, ALLOWED + 1));
  await expect(dialog.getByRole('alert')).toContainText('That was often. Please wait a moment and try again.');

  await teacher.typeCode(right);
  await expect(dialog.getByRole('alert')).toContainText('That was often.');
  await expect(teacher.page.getByRole('button', { name: 'Connect', exact: true })).toBeEnabled();
  expect(await board.code(), 'the board is still free').toBe(right);

  await test.step('control: the code was right, and another teacher is not limited', async () => {
    const other = await school.teacher({ name: 'Another teacher' });
    await pairBoard(other, board);
  });
});

/** Another code of the same host: only its last digits differ. */
function beside(code: string, distance: number): string {
  const tail = (Number(code.slice(1)) + 37 * distance) % 100_000;
  return code.slice(0, 1) + String(tail).padStart(5, '0');
}
