import { expect, type Page } from '@playwright/test';
import { DEMO, demoLesson } from './lessons';
import { pairBoard } from './pairing';
import { LAPTOP, type School } from './school';
import { Teacher } from './teacher';

export interface Screen {
  readonly name: string;
  readonly of: 'teacher' | 'board';
  readonly page: Page;
}

/** Walks through every screen of the product, calling `look` on each. */
export async function tour(school: School, look: (screen: Screen) => Promise<void>): Promise<void> {
  const lesson = await demoLesson(school.api);
  const board = await school.board();
  const context = await school.browser({ viewport: LAPTOP });
  const page = await context.newPage();
  const teacher = new Teacher(page, await school.account('Teacher on tour'));
  const atTeacher = (name: string) => look({ name, of: 'teacher', page });
  const atBoard = (name: string) => look({ name, of: 'board', page: board.page });

  await page.goto('/');
  await atTeacher('sign-in');
  await teacher.signIn('not-the-password');
  await expect(page.getByRole('alert')).toContainText('not right');
  await atTeacher('sign-in-refused');
  await teacher.signIn();
  await teacher.waitForHome();
  await expect(page.getByRole('link', { name: DEMO.course })).toBeVisible();
  await atTeacher('home');
  await page.getByRole('link', { name: DEMO.course }).click();
  await page.getByRole('link', { name: DEMO.theme }).click();
  await expect(page.getByRole('link', { name: DEMO.lesson })).toBeVisible();
  await atTeacher('theme');
  await page.getByRole('searchbox').fill('moon');
  await expect(page.locator('mark').first()).toBeVisible();
  await atTeacher('search');
  await page.getByRole('searchbox').fill('xyzzyplugh');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await atTeacher('search-nothing');
  await page.getByRole('button', { name: 'Your account' }).click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await atTeacher('account');
  await page.keyboard.press('Escape');
  await library(page, atTeacher);
  await teacher.openLesson(lesson.id);
  await atTeacher('lesson');

  await board.code();
  await atBoard('code');
  await teacher.openConnectDialog();
  await atTeacher('connect');
  await teacher.typeCode(String(Number(await board.code()) ^ 1).padStart(6, '0'));
  await expect(page.getByRole('alert').filter({ hasText: 'No board has this code' })).toBeVisible();
  await atTeacher('connect-refused');
  await page.getByRole('button', { name: 'Close' }).click();
  await teacher.goHome();
  await pairBoard(teacher, board, 'Room 12');
  await expect(board.page.getByRole('heading', { name: 'Ready when you are' })).toBeVisible();
  await atBoard('connected');
  await atTeacher('home-connected');
  await teacher.openLesson(lesson.id);
  await expect(board.stage).toBeVisible();
  await teacher.next.click();
  await board.waitForPlace({ pageId: lesson.pages[1]!.id, step: 0 });
  await atBoard('page');
  await atTeacher('lesson-on-board');
  await teacher.openBoards();
  await atTeacher('boards');
  await teacher.closeDialog();
  await board.openMenu();
  await atBoard('menu');
  await board.page.keyboard.press('Escape');
  await teacher.blank.click();
  await expect(page.getByText('The board is blank')).toBeVisible();
  await atTeacher('lesson-blank');
  await atBoard('blank');
  await page.getByRole('button', { name: 'Show again' }).click();
  await board.page.context().setOffline(true);
  await teacher.waitForBoard('away', 75_000);
  await board.waitForSign();
  await atBoard('connection-lost');
  await atTeacher('lesson-board-away');
}

/** Where pictures and files are, in both languages: its words are long and its columns narrow. */
async function library(page: Page, at: (name: string) => Promise<void>): Promise<void> {
  await page.goto('/#/media');
  const files = page.getByRole('list', { name: 'Files' }).getByRole('button');
  await expect(files.first()).toBeVisible();
  await at('media');
  await files.first().click();
  await expect(page.getByRole('dialog').getByText(/^Used on$|^Not used/)).toBeVisible();
  await at('media-file');
  await page.keyboard.press('Escape');
  await speak(page, 'Language', 'Nederlands');
  await expect(page.getByRole('heading', { name: 'Foto’s en bestanden' })).toBeVisible();
  await at('media-dutch');
  await speak(page, 'Taal', 'English');
}

async function speak(page: Page, label: string, language: string): Promise<void> {
  await page.getByRole('button', { name: /^(Your account|Jouw account)$/ }).click();
  await page.getByLabel(label).selectOption({ label: language });
  await page.keyboard.press('Escape');
}
