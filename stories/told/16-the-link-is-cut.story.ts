import { Clicking } from '../cast/clicking';
import { Delays } from '../cast/clocks';
import { makeWhole, waitForEqualHosts } from '../cast/hosts';
import { longLesson } from '../cast/long-lesson';
import { openClassroomAcross, pairBoard, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { cutLink, dataFolder, healLink, originOf, status } from '../host/steadyboard';

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may cut (STEADYBOARD_DATA)');
  test.setTimeout(180_000);
});

test.afterEach(makeWhole);

test('the link between the hosts is cut: each host serves its classes, and after it all are in step', async ({
  school,
}) => {
  const lesson = await longLesson(school.api);
  const onA = await openClassroomAcross(school, lesson.id, { teacher: 'a', board: 'a' });
  const onB = await openClassroomAcross(school, lesson.id, { teacher: 'b', board: 'b' });
  const across = await openClassroomAcross(school, lesson.id, { teacher: 'a', board: 'b' });

  await cutLink('a', 'b');
  const before = await across.board.place();
  await across.teacher.next.click();
  await expect.poll(() => across.teacher.place()).not.toEqual(before);
  const clicking = [await Clicking.begin(onA, lesson), await Clicking.begin(onB, lesson)];
  for (const one of clicking) await one.more(10);
  const times = [await clicking[0]!.end(), await clicking[1]!.end()];
  expect(await across.board.place(), 'control: the cut is real').toEqual(before);

  await healLink('a', 'b');
  await across.board.waitForMove(before);
  expect(await across.board.place()).toEqual(await across.teacher.place());
  await waitForEqualHosts();
  console.log(`  link cut: on a: ${times[0]}; on b: ${times[1]}`);
  const back = await Clicking.begin(across, lesson);
  await back.more(5);
  console.log(`  after the cut, across: ${await back.end()}`);
});

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
