import { expect, type Page } from '@playwright/test';

/** What a teacher does to the tree, in the words of the English pages. */
export class TreeHands {
  constructor(readonly page: Page) {}

  async make(kind: 'course' | 'theme' | 'lesson', title: string): Promise<void> {
    await this.page.getByRole('button', { name: `New ${kind}` }).click();
    await this.page.getByLabel('Title').fill(title);
    await this.page.getByRole('button', { name: 'Make', exact: true }).click();
    await expect(this.card(title)).toBeVisible();
  }

  card(title: string) {
    return this.page.locator('[data-node]').filter({ hasText: title });
  }

  /** Opens what is really there: one that no host knows yet is no link. */
  async open(title: string): Promise<void> {
    await this.page.getByRole('link', { name: title }).click();
    await expect(this.page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  }

  async choose(title: string, action: string): Promise<void> {
    await this.page.getByRole('button', { name: `What to do with ${title}` }).click();
    await this.page.getByRole('button', { name: action, exact: true }).click();
  }

  titles(): Promise<string[]> {
    return this.page.locator('[data-node] .title').allTextContents();
  }

  async shows(...titles: string[]): Promise<void> {
    await expect.poll(() => this.titles()).toEqual(titles);
  }

  /** With a finger, from a card's grip into the middle of another card. */
  async dragInto(title: string, into: string): Promise<void> {
    const from = await middleOf(this.page, `button[aria-label="Move ${title}"]`);
    const box = (await this.card(into).boundingBox())!;
    const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const finger = await this.page.context().newCDPSession(this.page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', from);
    for (const share of [0.3, 0.6, 1]) {
      await touch('touchMove', { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
    }
    await expect(this.card(into), 'it is seen where it would go').toHaveAttribute('data-mark', 'into');
    await touch('touchEnd');
    await finger.detach();
  }

  /** By the keyboard alone. */
  async carry(title: string, ...keys: string[]): Promise<void> {
    await this.page.getByRole('button', { name: `Move ${title}`, exact: true }).focus();
    for (const key of ['Enter', ...keys, 'Enter']) await this.page.keyboard.press(key);
  }
}

async function middleOf(page: Page, selector: string): Promise<{ x: number; y: number }> {
  const box = (await page.locator(selector).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
