import { randomUUID } from 'node:crypto';
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

export interface OwnLesson {
  readonly id: string;
  readonly pageIds: readonly string[];
}

/** A lesson of who speaks through `api`, with a page for each text. */
export async function ownLesson(api: APIRequestContext, title: string, texts: readonly string[]): Promise<OwnLesson> {
  const id = randomUUID();
  await put(api, `/api/nodes/${id}`, { parentId: null, kind: 'lesson', title, tags: [], language: 'en' });
  const pageIds = texts.map(() => randomUUID());
  for (const [index, markdown] of texts.entries()) {
    await put(api, `/api/lessons/${id}/pages/${pageIds[index]}`, { markdown });
  }
  return { id, pageIds };
}

async function put(api: APIRequestContext, path: string, data: unknown): Promise<void> {
  const answer = await api.put(path, { data });
  if (!answer.ok()) throw new Error(`PUT ${path}: ${answer.status()} ${await answer.text()}`);
}

/** The Markdown of a lesson's pages, as a host has it. */
export async function textsOf(api: APIRequestContext, lessonId: string): Promise<readonly string[]> {
  const answer = await api.get(`/api/lessons/${lessonId}`);
  const { pages } = (await answer.json()) as { pages: readonly { markdown: string }[] };
  return pages.map((page) => page.markdown);
}

/** The editor of a lesson, as a teacher has it open. */
export class Editor {
  constructor(readonly page: Page) {}

  text(number: number): Locator {
    return this.page.getByRole('textbox', { name: `Text of page ${number}`, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The page beside the text, as the class would see it. */
  get look(): Locator {
    return this.page.getByTestId('look');
  }

  async open(lessonId: string): Promise<this> {
    await this.page.goto(`/#/lesson/${lessonId}/edit`);
    await expect(this.text(1)).toBeVisible();
    return this;
  }

  /** At the end of the page that is open. */
  async type(number: number, text: string): Promise<void> {
    await this.text(number).click();
    await this.page.keyboard.press('Control+End');
    await this.page.keyboard.type(text);
  }

  /** Others' changes are looked for every 10 s, and at once when the network is said to be back. */
  async lookAround(): Promise<void> {
    await this.page.evaluate(() => dispatchEvent(new Event('online')));
  }

  async waitFor(state: 'saved' | 'kept' | 'newer', timeout = 20_000): Promise<void> {
    await expect(this.page.getByTestId('saving')).toHaveAttribute('data-state', state, { timeout });
  }
}
