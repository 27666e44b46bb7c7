import { shown } from '../cast/files';
import { realLesson } from '../cast/lessons';
import { openClassroomAcross, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { MediaFolder } from '../host/media-folder';
import { dataFolder, originOf } from '../host/steadyboard';

const MOST_CLICKS = 20;

test('a host that lacks the files of a lesson shows its pictures all the same, and has them from then on', async ({
  school,
}) => {
  test.skip(dataFolder() === null, 'only with hosts whose files the story may touch (STEADYBOARD_DATA)');
  const lesson = await realLesson(school.api);
  const folder = MediaFolder.of('b');
  const html = lesson.pages.map((page) => page.html).join();
  const pictured = new Set([...html.matchAll(/\/media\/([0-9a-f]{64})\//g)].map((found) => found[1]!));
  for (const sha256 of pictured) await folder.lose(sha256);
  expect(
    [...(await folder.names())].filter((name) => pictured.has(name)),
    'control: host b lacks them',
  ).toEqual([]);

  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'b', board: 'b' });
  const pictures = classroom.board.stage.locator('img');
  for (let click = 0; click < MOST_CLICKS && (await pictures.count()) === 0; click++) await steerOn(classroom);

  const picture = pictures.first();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const [, sha256] = new RegExp(`^${originOf('b')}/media/([0-9a-f]{64})/`).exec((await picture.getAttribute('src'))!)!;
  await expect.poll(async () => (await folder.names()).has(sha256!), 'it was kept').toBe(true);
  for (const other of pictured) expect(await shown('b', other)).toBe(other);
});
