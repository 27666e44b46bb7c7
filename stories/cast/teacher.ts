import { expect, type Locator, type Page } from '@playwright/test';
import type { HostId } from '../host/steadyboard';
import type { Account } from './accounts';
import { knowOnly } from './hosts';
import type { Place } from './place';

/** Of a lesson, however long it is. */
const OPEN_MILLIS = 30_000;

/** A teacher with a laptop, tablet or phone. The words are those of the English pages. */
export class Teacher {
  constructor(
    readonly page: Page,
    readonly account: Account,
  ) {}

  get next(): Locator {
    return this.page.getByRole('button', { name: 'Next', exact: true });
  }

  get previous(): Locator {
    return this.page.getByRole('button', { name: 'Previous', exact: true });
  }

  get blank(): Locator {
    return this.page.getByRole('button', { name: 'Blank', exact: true });
  }

  get boardStatus(): Locator {
    return this.page.getByTestId('board-status');
  }

  async signIn(password: string = this.account.password): Promise<void> {
    await this.page.getByLabel('E-mail address').fill(this.account.email);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  async open(): Promise<this> {
    await this.page.goto('/');
    await this.signIn();
    await this.waitForHome();
    return this;
  }

  async waitForHome(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Lessons', level: 1 })).toBeVisible();
  }

  async goHome(): Promise<void> {
    await this.page.getByRole('link', { name: 'Steadyboard: Lessons' }).click();
    await this.waitForHome();
  }

  async openLesson(lessonId: string): Promise<void> {
    await this.page.goto(`/#/lesson/${lessonId}`);
    await expect(this.next).toBeVisible({ timeout: OPEN_MILLIS });
  }

  async openConnectDialog(): Promise<Locator> {
    const connect = this.page.getByRole('banner').getByRole('button', { name: 'Connect a board' });
    const boards = this.page.getByRole('button', { name: /^Boards/ });
    await connect.or(boards).click();
    const dialog = this.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    // With a board already there, the button opens the list of boards, which has the way to one more.
    const another = dialog.getByRole('button', { name: 'Connect a board' });
    if ((await another.count()) > 0) await another.click();
    await expect(this.page.getByLabel('Code')).toBeVisible();
    return dialog;
  }

  async typeCode(code: string, name?: string): Promise<void> {
    await this.page.getByLabel('Code').fill(code);
    if (name) await this.page.getByLabel('Board name').fill(name);
    await this.page.getByRole('button', { name: 'Connect', exact: true }).click();
  }

  async pair(code: string, name?: string): Promise<void> {
    await this.openConnectDialog();
    await this.typeCode(code, name);
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
    await this.waitForBoard('connected');
  }

  async openBoards(): Promise<Locator> {
    await this.page.getByRole('button', { name: /^Boards/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Boards' });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async closeDialog(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await expect(this.page.getByRole('dialog')).toHaveCount(0);
  }

  /** A board that breaks off without a word is seen to be away after 45 s of silence. */
  async waitForBoard(state: 'connected' | 'away', timeout = 20_000): Promise<void> {
    await expect(this.boardStatus).toHaveAttribute('data-state', state, { timeout });
  }

  async waitForLink(state: 'online' | 'reconnecting' | 'offline' | 'away', timeout = 15_000): Promise<void> {
    const wanted = state === 'away' ? /^(reconnecting|offline)$/ : state;
    await expect(this.page.getByTestId('connection'), `the teacher is ${state}`).toHaveAttribute('data-state', wanted, {
      timeout,
    });
  }

  /** From here on the page knows of no other host; the lesson stays open. */
  async stayOn(host: HostId): Promise<void> {
    await knowOnly(host, this.page);
    await this.page.reload();
    await expect(this.next).toBeVisible();
    await this.waitForBoard('connected');
  }

  /** What the screen says of the board: that it shows this page, and that it is away. Both at once is not to be believed. */
  async toldOfBoard(): Promise<{ readonly live: boolean; readonly away: boolean }> {
    return this.page.evaluate(() => ({
      live: document.querySelector('[data-testid="live"][data-state="on-board"], .live .sign.on') !== null,
      away: document.querySelector('[data-testid="board-status"][data-state="away"]') !== null,
    }));
  }

  /** Where the teacher's own page stands. */
  async place(): Promise<Place | null> {
    return this.page.evaluate(() => {
      const stage = document.querySelector<HTMLElement>('[data-testid="stage"]');
      return stage ? { pageId: stage.dataset.pageId ?? '', step: Number(stage.dataset.step) } : null;
    });
  }
}
