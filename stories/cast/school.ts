import {
  expect,
  test as base,
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
} from '@playwright/test';
import { origin } from '../host/steadyboard';
import { admin, newTeacher, type Account } from './accounts';
import { Board } from './board';
import { keepTime } from './clocks';
import { followSockets } from './sockets';
import { Teacher } from './teacher';

/** Everyone and everything a story needs; what it opened is closed after it. */
export interface School {
  readonly api: APIRequestContext;
  account(name?: string): Promise<Account>;
  /** A teacher who has signed in. */
  teacher(options?: BrowserContextOptions & { readonly account?: Account; readonly name?: string }): Promise<Teacher>;
  /** A board that has just been switched on. */
  board(options?: BrowserContextOptions): Promise<Board>;
  /** A browser of its own, with nothing opened yet. */
  browser(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Watches a browser that the story started itself. */
  watch(context: BrowserContext): Promise<BrowserContext>;
}

export const LAPTOP = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };
export const BIG_BOARD = { width: 1920, height: 1080 };
const ENGLISH: BrowserContextOptions = { locale: 'en-GB', colorScheme: 'light' };

export const test = base.extend<{ school: School }, { api: APIRequestContext }>({
  api: [
    async ({}, use) => {
      const api = await admin();
      await use(api);
      await api.dispose();
    },
    { scope: 'worker' },
  ],
  school: async ({ browser, api }, use) => {
    const opened: BrowserContext[] = [];
    const faults: string[] = [];
    const school: School = {
      api,
      account: (name = 'Teacher of a story') => newTeacher(api, name),
      async watch(context) {
        opened.push(context);
        context.on('weberror', (error) => faults.push(String(error.error())));
        context.on('console', (line) => {
          if (line.text().includes('Content Security Policy')) faults.push(line.text());
        });
        followSockets(context);
        await keepTime(context);
        return context;
      },
      async browser(options) {
        return school.watch(await browser.newContext({ baseURL: origin(), ...ENGLISH, ...options }));
      },
      async teacher({ account, name, ...options } = {}) {
        const context = await school.browser({ viewport: LAPTOP, ...options });
        return new Teacher(await context.newPage(), account ?? (await school.account(name))).open();
      },
      async board(options) {
        const context = await school.browser({ viewport: BIG_BOARD, reducedMotion: 'reduce', ...options });
        return new Board(await context.newPage()).open();
      },
    };
    await use(school);
    await Promise.all(opened.map((context) => context.close()));
    expect(faults, 'no script of ours fails and nothing is stopped by the content policy').toEqual([]);
  },
});

export { expect };
