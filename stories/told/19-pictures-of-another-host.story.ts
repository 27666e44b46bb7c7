import { realLesson } from '../cast/lessons';
import { openClassroomAcross, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { originOf } from '../host/steadyboard';

const MOST_CLICKS = 20;

test('a host without a file of its own shows the picture all the same', async ({ school }) => {
  const lesson = await realLesson(school.api);
  const classroom = await openClassroomAcross(school, lesson.id, { teacher: 'b', board: 'b' });
  const pictures = classroom.board.stage.locator('img');
  for (let click = 0; click < MOST_CLICKS && (await pictures.count()) === 0; click++) await steerOn(classroom);

  await expect(pictures.first(), 'the file was imported on host a').toHaveAttribute(
    'src',
    new RegExp(`^${originOf('a')}/media/`),
  );
  await expect
    .poll(() => pictures.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});
