import { Clicking, FOLLOWED_MILLIS } from '../cast/clicking';
import { makeWhole } from '../cast/hosts';
import { longLesson } from '../cast/long-lesson';
import { openClassroomAcross } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { dataFolder, killPart, startPart, status, type Part } from '../host/steadyboard';

const PARTS: readonly Part[] = ['lesson', 'board', 'media', 'ingress', 'postgres'];

test.afterEach(makeWhole);

test('each part of both hosts dies and comes back, one after the other, during one lesson', async ({ school }) => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
  test.setTimeout(300_000);
  const lesson = await longLesson(school.api);
  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'a', board: 'b' });
  const clicking = await Clicking.begin(classroom, lesson);
  await clicking.more(3);

  for (const host of ['a', 'b'] as const) {
    for (const part of PARTS) {
      await killPart(part, host);
      const seen = (await status()).hosts.find((one) => one.id === host);
      expect(seen?.parts.find((one) => one.name === part)?.state, `control: ${host}/${part} is really dead`).not.toBe(
        'running',
      );
      await clicking.more(3);
      await startPart(part, host);
    }
  }

  const times = await clicking.end(FOLLOWED_MILLIS);
  console.log(`  ten parts killed; ${times}`);
  await classroom.teacher.waitForLink('online');
  await classroom.board.waitForLink('online');
  await classroom.board.expectNoCode();
});
