import { demoLesson } from '../cast/lessons';
import { Link } from '../cast/link';
import { openClassroom, pairBoard, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';

test('the school has no internet for a while: both say so, the page stays, steering goes on after it', async ({
  school,
}) => {
  const lesson = await demoLesson(school.api);
  const classroom = await openClassroom(school, lesson.id);
  const { teacher, board } = classroom;
  const here = await steerOn(classroom);
  const both = [teacher.page.context(), board.page.context()];

  await Promise.all(both.map((context) => context.setOffline(true)));
  expect(
    await board.page.evaluate(() =>
      fetch('/api/host').then(
        () => 'answered',
        () => 'no internet',
      ),
    ),
    'control: the internet is really away',
  ).toBe('no internet');
  await teacher.waitForLink('offline', 35_000);
  await expect(teacher.page.getByTestId('connection')).toContainText('You are offline');
  await board.waitForLink('offline', 35_000);
  await board.waitForSign();
  expect(await board.place(), 'the page stays').toEqual(here);

  await teacher.next.click();
  await Promise.all(both.map((context) => context.setOffline(false)));
  await board.waitForMove(here);
  await teacher.waitForLink('online');
  await board.waitForLink('online');
  await steerOn(classroom);
});

test('a cable that breaks without a word is noticed, and nothing is lost', async ({ school }) => {
  const lesson = await demoLesson(school.api);
  const link = new Link();
  try {
    const teacher = await school.teacher();
    const board = await school.board({ proxy: await link.plug() });
    await pairBoard(teacher, board);
    await teacher.openLesson(lesson.id);
    await expect(board.stage).toBeVisible();
    const here = await steerOn({ teacher, board });

    link.cut();
    await teacher.next.click();
    await expect.poll(() => teacher.place()).not.toEqual(here);
    await board.waitForLink('away', 35_000);
    await board.waitForSign();
    expect(await board.place(), 'control: the cable is cut, the page stays').toEqual(here);

    link.mend();
    await board.waitForMove(here);
    expect(await board.place()).toEqual(await teacher.place());
    await board.waitForLink('online');
    await board.expectNoCode();
    await steerOn({ teacher, board });
  } finally {
    await link.unplug();
  }
});
