import { Delays } from '../cast/clocks';
import { makeWhole, waitForEqualHosts } from '../cast/hosts';
import { longLesson } from '../cast/long-lesson';
import { pairBoard, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { cutLink, dataFolder, healLink, originOf, status } from '../host/steadyboard';

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may cut (STEADYBOARD_DATA)');
  test.setTimeout(180_000);
});

test.afterEach(makeWhole);

test('a board of the other host is paired and steered while the link is cut', async ({ school }) => {
  const lesson = await longLesson(school.api);
  const teacher = await school.teacher({ baseURL: originOf('a') });
  await waitForEqualHosts();
  await cutLink('a', 'b');
  expect((await status()).cuts, 'control: the link is cut').toEqual([['a', 'b']]);
  const board = await school.board({ baseURL: originOf('b') });

  await pairBoard(teacher, board, 'Room 1');
  await teacher.openLesson(lesson.id);
  await expect(board.stage).toBeVisible();
  const delays = new Delays();
  await steerOn({ teacher, board }, delays);
  await steerOn({ teacher, board }, delays);
  expect((await status()).cuts, 'control: the link is still cut').toEqual([['a', 'b']]);
  console.log(`  while the link is cut: ${delays}`);

  await healLink('a', 'b');
  await waitForEqualHosts();
  await steerOn({ teacher, board });
});
