import { Clicking, FOLLOWED_MILLIS } from '../cast/clicking';
import { answers, BOTH, makeWhole } from '../cast/hosts';
import { longLesson } from '../cast/long-lesson';
import { openClassroomAcross, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { dataFolder, killHost, startHost, stopHost } from '../host/steadyboard';

const FLIPS = 5;
/** With no host for a while, a browser tries again after up to ten seconds, drawn at random. */
const RETRY_MILLIS = 30_000;

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
  test.setTimeout(300_000);
});

test.afterEach(makeWhole);

test('a host dies and comes back five times in one lesson', async ({ school }) => {
  const lesson = await longLesson(school.api);
  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'a', board: 'b' });
  const clicking = await Clicking.begin(classroom, lesson);
  for (let flip = 0; flip < FLIPS; flip++) {
    await killHost('a');
    expect(await answers('a'), 'control: the host is really dead').toBe(false);
    await clicking.more(3);
    await startHost('a');
  }
  const times = await clicking.end(FOLLOWED_MILLIS);
  console.log(`  ${FLIPS} times dead and back; ${times}`);
  await classroom.teacher.waitForBoard('connected');
  await classroom.board.expectNoCode();
});

test('both hosts lose their power and come back: the class is where it was', async ({ school }) => {
  const lesson = await longLesson(school.api);
  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'a', board: 'b' });
  await steerOn(classroom);
  const here = await steerOn(classroom);

  await Promise.all(BOTH.map(killHost));
  for (const host of BOTH) expect(await answers(host), 'control: no host is left').toBe(false);
  await classroom.board.waitForSign();
  expect(await classroom.board.place(), 'the page stays').toEqual(here);
  await classroom.teacher.next.click();
  await expect.poll(() => classroom.teacher.place()).not.toEqual(here);

  const since = Date.now();
  await Promise.all(BOTH.map(startHost));
  const started = Date.now();
  await classroom.board.waitForPlace((await classroom.teacher.place())!, RETRY_MILLIS);
  console.log(`  back on the board ${Date.now() - started} ms after the start (${started - since} ms) was over`);
  await classroom.teacher.waitForLink('online', RETRY_MILLIS);
  await classroom.board.waitForLink('online', RETRY_MILLIS);
  await classroom.board.expectNoCode();
  await steerOn(classroom);
});

test('a rolling restart of everything during a lesson loses no click', async ({ school }) => {
  const lesson = await longLesson(school.api);
  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'a', board: 'b' });
  const clicking = await Clicking.begin(classroom, lesson);
  await clicking.more(3);
  for (const host of BOTH) {
    await stopHost(host);
    expect(await answers(host), 'control: the host is really stopped').toBe(false);
    await clicking.more(3);
    await startHost(host);
    await clicking.more(3);
  }
  console.log(`  rolling restart; ${await clicking.end(FOLLOWED_MILLIS)}`);
  await classroom.teacher.waitForBoard('connected');
  await classroom.board.expectNoCode();
});
