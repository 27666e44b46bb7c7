import { expect, type Locator, type Page } from '@playwright/test';
import type { HostId } from '../host/steadyboard';
import { knowOnly } from './hosts';
import { samePlace, type Place } from './place';

const MOVE_MILLIS = 10_000;

/** A classroom's digiboard in its own browser. */
export class Board {
  constructor(readonly page: Page) {}

  get stage(): Locator {
    return this.page.getByTestId('stage');
  }

  get codeOnScreen(): Locator {
    return this.page.getByTestId('board-code');
  }

  async open(): Promise<this> {
    await this.page.goto('/board');
    return this;
  }

  async reload(): Promise<void> {
    await this.page.reload();
  }

  /** From here on its page knows of no other host; it keeps its pairing and its page. */
  async stayOn(host: HostId): Promise<void> {
    await knowOnly(host, this.page);
    await this.reload();
    await this.expectNoCode();
    await expect(this.stage).toBeVisible();
    await this.waitForLink('online');
  }

  /** The six digits that the board shows. */
  async code(): Promise<string> {
    await expect(this.codeOnScreen, 'the board shows a code').toHaveText(/^\s*\d{3}\s?\d{3}\s*$/);
    return ((await this.codeOnScreen.textContent()) ?? '').replace(/\D/g, '');
  }

  /** What stands on the board now; null when it shows no page. */
  async place(): Promise<Place | null> {
    return this.page.evaluate(() => {
      const stage = document.querySelector<HTMLElement>('[data-testid="stage"]');
      return stage ? { pageId: stage.dataset.pageId ?? '', step: Number(stage.dataset.step) } : null;
    });
  }

  async waitForPlace(place: Place, timeout = MOVE_MILLIS): Promise<void> {
    await expect(async () => expect(await this.place()).toEqual(place)).toPass({
      timeout,
      intervals: [20, 50, 100],
    });
  }

  /** Waits until another place than `before` is shown. */
  async waitForMove(before: Place | null): Promise<Place> {
    await this.page.waitForFunction(
      (was) => {
        const stage = document.querySelector<HTMLElement>('[data-testid="stage"]');
        return stage && `${stage.dataset.pageId}/${stage.dataset.step}` !== was;
      },
      before ? `${before.pageId}/${before.step}` : '',
      { timeout: MOVE_MILLIS },
    );
    const place = await this.place();
    if (!place || samePlace(place, before)) throw new Error('The board moved and went back.');
    return place;
  }

  async waitForLink(state: 'online' | 'reconnecting' | 'offline' | 'away', timeout = 15_000): Promise<void> {
    const connection = this.page.getByTestId('connection');
    const wanted = state === 'away' ? /^(reconnecting|offline)$/ : state;
    await expect(connection, `the board is ${state}`).toHaveAttribute('data-state', wanted, { timeout });
  }

  /** The small sign that the connection is lost, in words that a class can read. */
  async waitForSign(): Promise<void> {
    await expect(this.page.getByTestId('connection')).toContainText(/Connection lost|You are offline/, {
      timeout: 20_000,
    });
  }

  async expectNoCode(): Promise<void> {
    await expect(this.codeOnScreen, 'no new code is needed').toHaveCount(0);
  }

  /** The menu stays out of sight until someone comes near. */
  async openMenu(): Promise<void> {
    await this.page.mouse.move(200, 200);
    await this.page.mouse.move(210, 210);
    await this.page.getByRole('button', { name: 'Menu of this board' }).click();
  }

  /** Every text of the stage in reading order, without white space. A page is laid out before it is drawn: this waits. */
  async words(): Promise<string> {
    const page = this.stage.locator('.page');
    await expect(page, 'the page is drawn').not.toHaveClass(/\bwaiting\b/);
    return ((await page.textContent()) ?? '').replace(/\s+/g, '');
  }
}
