import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { Board } from '../cast/board';
import { realLesson } from '../cast/lessons';
import { openClassroom, pairBoard, steerOn } from '../cast/pairing';
import { expect, test, type School } from '../cast/school';
import { Teacher } from '../cast/teacher';
import { BROWSER } from '../host/browser';
import { origin } from '../host/steadyboard';

test('reloading either side comes back to the same page and step', async ({ school }) => {
  const lesson = await realLesson(school.api);
  const classroom = await openClassroom(school, lesson.id);
  const { teacher, board } = classroom;
  await steerOn(classroom);
  const here = await steerOn(classroom);

  await board.reload();
  await board.waitForPlace(here);
  await board.expectNoCode();

  await teacher.page.reload();
  await expect.poll(() => teacher.place()).toEqual(here);
  await teacher.waitForBoard('connected');
  expect(await board.place(), 'the reload of the teacher did not move the board').toEqual(here);

  await steerOn(classroom);

  await test.step('control: a board without its memory is a new board', async () => {
    await board.page.evaluate(() => localStorage.clear());
    await board.reload();
    await board.code();
    await teacher.waitForBoard('away');
  });
});

test('closing both browsers and opening them again comes back to the same page and step', async ({ school }) => {
  const profiles = await Promise.all(['board', 'teacher'].map((who) => mkdtemp(join(tmpdir(), `story-${who}-`))));
  const [boardProfile = '', teacherProfile = ''] = profiles;
  const account = await school.account();
  try {
    const lesson = await realLesson(school.api);
    const first = {
      board: await new Board(await start(school, boardProfile)).open(),
      teacher: await new Teacher(await start(school, teacherProfile), account).open(),
    };
    await pairBoard(first.teacher, first.board);
    await first.teacher.openLesson(lesson.id);
    await expect(first.board.stage).toBeVisible();
    await steerOn(first);
    const here = await steerOn(first);
    await quit(first.board.page.context());
    await first.teacher.waitForBoard('away');
    await quit(first.teacher.page.context());

    const board = await new Board(await start(school, boardProfile)).open();
    await board.waitForPlace(here);
    await board.expectNoCode();
    const teacher = new Teacher(await start(school, teacherProfile), account);
    await teacher.page.goto('/');
    await teacher.waitForBoard('connected');
    await expect.poll(() => teacher.place()).toEqual(here);
    await steerOn({ teacher, board });
    await Promise.all([quit(board.page.context()), quit(teacher.page.context())]);
  } finally {
    await Promise.all(profiles.map((profile) => rm(profile, { recursive: true, force: true, maxRetries: 5 })));
  }
});

async function start(school: School, profile: string) {
  const context = await chromium.launchPersistentContext(profile, {
    ...BROWSER,
    baseURL: origin(),
    locale: 'en-GB',
  });
  context.setDefaultTimeout(10_000);
  await school.watch(context);
  return context.pages()[0] ?? (await context.newPage());
}

async function quit(context: BrowserContext): Promise<void> {
  await context.close();
}
