import { Clicking, FOLLOWED_MILLIS } from '../cast/clicking';
import { answers, knowOnly, makeWhole } from '../cast/hosts';
import { longLesson } from '../cast/long-lesson';
import { openClassroomAcross, pairBoard } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { dataFolder, killHost, originOf } from '../host/steadyboard';

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
  test.setTimeout(180_000);
});

test.afterEach(makeWhole);

for (const whose of ['teacher', 'board'] as const) {
  test(`the host of the ${whose} dies in the middle of a lesson`, async ({ school }) => {
    const lesson = await longLesson(school.api);
    const hosts =
      whose === 'teacher' ? ({ teacher: 'a', board: 'b' } as const) : ({ teacher: 'b', board: 'a' } as const);
    const classroom = await openClassroomAcross(school, lesson.id, hosts);
    const { teacher, board } = classroom;
    const clicking = await Clicking.begin(classroom, lesson);
    await clicking.more(5);

    await killHost('a');
    expect(await answers('a'), 'control: the host is really dead').toBe(false);
    await clicking.more(10);

    const times = await clicking.end(FOLLOWED_MILLIS);
    console.log(`  host of the ${whose} killed; ${times}`);
    await teacher.waitForLink('online');
    await board.waitForLink('online');
    await teacher.waitForBoard('connected');
    await board.expectNoCode();
  });
}

test('control: a board that knows of one host only stays behind when that host dies', async ({ school }) => {
  const lesson = await longLesson(school.api);
  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'b', board: 'b' });
  const lonely = await school.board({ baseURL: originOf('a') });
  await knowOnly('a', lonely.page);
  await lonely.reload();
  await pairBoard(classroom.teacher, lonely, 'Room 2');
  await expect(lonely.stage).toBeVisible();

  await killHost('a');
  await lonely.waitForLink('away');
  const before = await lonely.place();
  await classroom.teacher.next.click();
  await expect.poll(() => classroom.teacher.place()).not.toEqual(before);
  await lonely.waitForSign();
  expect(await lonely.place(), 'it keeps its page').toEqual(before);
});
