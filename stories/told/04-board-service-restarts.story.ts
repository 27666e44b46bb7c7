import { expect, test } from '../cast/school';
import { realLesson } from '../cast/lessons';
import { openClassroom, steerOn, type Classroom } from '../cast/pairing';
import type { Place } from '../cast/place';
import { BOTH } from '../cast/hosts';
import { dataFolder, killPart, startPart, stopPart } from '../host/steadyboard';

/** With no host for a while, a browser tries again after up to ten seconds, drawn at random. */
const RETRY_MILLIS = 30_000;

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
});

test.afterEach(async () => {
  // Whatever went wrong: the next story needs it.
  await onEveryHost(startPart);
});

for (const [how, end] of [
  ['is killed', killPart],
  ['is stopped', stopPart],
] as const) {
  test(`board-service ${how} on every host in the middle of steering`, async ({ school }) => {
    const lesson = await realLesson(school.api);
    const classroom = await openClassroom(school, lesson.id);
    const { teacher, board } = classroom;
    const here = await steerOn(classroom);

    await onEveryHost(end);
    await teacher.waitForLink('away');
    await board.waitForLink('away');
    await board.waitForSign();
    expect(await board.place(), 'the page stays').toEqual(here);

    const wanted = await clickOn(classroom, 2);
    await expect(teacher.page.getByTestId('live'), 'the teacher is told no more than is known').toHaveAttribute(
      'data-state',
      /^(on-its-way|not-yet|away)$/,
    );
    expect(await board.place(), 'control: nothing can have arrived').toEqual(here);

    const since = Date.now();
    await onEveryHost(startPart);
    const started = Date.now();
    await board.waitForPlace(wanted, RETRY_MILLIS);
    console.log(`  back on the board ${Date.now() - started} ms after the start (${started - since} ms) was over`);
    await board.waitForLink('online', RETRY_MILLIS);
    await teacher.waitForLink('online', RETRY_MILLIS);
    await board.expectNoCode();
    expect(await teacher.place()).toEqual(wanted);
    await teacher.waitForBoard('connected');
    await steerOn(classroom);
  });
}

test('many restarts while the teacher goes on clicking lose nothing', async ({ school }) => {
  const lesson = await realLesson(school.api);
  const classroom = await openClassroom(school, lesson.id);
  const { teacher, board } = classroom;
  for (let round = 0; round < 2; round++) {
    const restarting = killPart('board').then(() => startPart('board'));
    const wanted = await clickOn(classroom, 3);
    await restarting;
    await board.waitForPlace(wanted);
    expect(await teacher.place(), 'the teacher is where the class is').toEqual(wanted);
  }
});

/** A board-service left standing anywhere would take the classroom over, as story 15 tells. */
async function onEveryHost(act: typeof killPart): Promise<void> {
  await Promise.all(BOTH.map((host) => act('board', host)));
}

/** Clicks without waiting for the board; returns where the teacher then is, which the board must come to. */
async function clickOn({ teacher }: Classroom, clicks: number): Promise<Place> {
  for (let click = 0; click < clicks; click++) {
    const before = await teacher.place();
    await teacher.next.click();
    await expect.poll(() => teacher.place()).not.toEqual(before);
  }
  const place = await teacher.place();
  if (!place) throw new Error('The teacher has no lesson open.');
  return place;
}
