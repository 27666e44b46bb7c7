import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { findLesson, lesson } from '../cast/lessons';
import { openClassroom, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { dataFolder, importDecks, origin } from '../host/steadyboard';

const MARK = 'storyHazard';
/** What ran says so on the console, which a story hears from every frame, whatever else the page may not do. */
const RUN = `console.warn('${MARK}')`;
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" onload="${RUN}">
<script>${RUN}</script><rect width="60" height="60" fill="teal"/>
<foreignObject width="60" height="60"><body xmlns="http://www.w3.org/1999/xhtml" onload="${RUN}"/></foreignObject></svg>`;

/** Each page of the deck tries another way in. */
const ATTEMPTS = [
  `<script>${RUN}</script>`,
  `<img src="nothing.png" onerror="${RUN}">`,
  `![A picture with a script](media/picture.svg)`,
  `<svg width="10" height="10" onload="${RUN}"><script>${RUN}</script></svg>`,
  `[Press me](javascript:${RUN}) and <a href="java&#9;script:${RUN}">me</a>`,
  `<iframe srcdoc="<script>${RUN}</script>"></iframe>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}"></style></mglyph></table></mtext></math>`,
  `<details open ontoggle="${RUN}"><summary>More</summary></details>`,
  `<div style="position:fixed;inset:0;background:url(javascript:${RUN})">over everything</div>`,
  `<form action="javascript:${RUN}"><button autofocus onfocus="${RUN}">Send</button></form>`,
  `<meta http-equiv="refresh" content="0;url=javascript:${RUN}"><base href="https://elsewhere.example/">`,
];

test('scripts in a lesson do not run, neither at the teacher’s nor on the board', async ({ school }) => {
  test.skip(dataFolder() === null, 'imports a deck by the script (STEADYBOARD_DATA)');
  const title = `Hostile ${Date.now()}`;
  await importDeck(title);
  const deck = await lesson(school.api, await findLesson(school.api, title));
  expect(deck.pages.length).toBe(ATTEMPTS.length);
  const classroom = await openClassroom(school, deck.id);
  const { teacher, board } = classroom;

  const ran = listen(teacher.page.context(), board.page.context());
  for (let page = 1; page < deck.pages.length; page++) {
    await steerOn(classroom);
    for (const link of await teacher.page.getByTestId('stage').getByRole('link').all()) {
      expect(await link.getAttribute('href')).not.toMatch(/script/i);
    }
    await Promise.all([drawn(teacher.page), drawn(board.page)]);
    expect(ran(teacher.page.context()), `the teacher, page ${page + 1}`).toBe(false);
    expect(ran(board.page.context()), `the board, page ${page + 1}`).toBe(false);
  }
  expect(board.page.url()).toBe(`${origin()}/board`);
  for (const page of [teacher.page, board.page]) {
    await expect(page.locator('#app iframe, #app script, #app form[action], #app meta, #app base')).toHaveCount(0);
  }

  await test.step('both pages tell the browser to run no scripts but theirs', async () => {
    for (const path of ['/', '/board']) {
      const policy = (await school.api.get(path)).headers()['content-security-policy'] ?? '';
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
      expect(scripts.split(' '), policy).toContain("'self'");
      expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
      expect(policy).toContain("object-src 'none'");
    }
  });

  await test.step('the picture opened by its own address is harmless', async () => {
    const address = /src="([^"]*\/media\/[^"]*picture\.svg)"/.exec(deck.pages.map((page) => page.html).join())?.[1];
    expect(address, 'the picture was imported').toBeDefined();
    const context = await school.browser();
    const ranThere = listen(context);
    // A picture that is offered as a download is harmless as well.
    await (await context.newPage()).goto(address!).catch(() => undefined);
    expect(ranThere(context)).toBe(false);
  });

  await test.step('control: without care, the same things do run', async () => {
    const context = await school.browser();
    await context.route('**/without-care/**', (route) =>
      route.fulfill(
        route.request().url().endsWith('.svg')
          ? { contentType: 'image/svg+xml', body: PICTURE }
          : { contentType: 'text/html', body: `<!doctype html>${ATTEMPTS[1]}` },
      ),
    );
    for (const address of ['picture.svg', 'page.html']) {
      const heard = listen(context);
      await (await context.newPage()).goto(`/without-care/${address}`);
      await expect.poll(() => heard(context), address).toBe(true);
    }
  });
});

async function importDeck(title: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'story-deck-'));
  try {
    await mkdir(join(folder, 'media'));
    await writeFile(join(folder, 'media/picture.svg'), PICTURE);
    const pages = ATTEMPTS.map((attempt, index) => `# Attempt ${index + 1}\n\n${attempt}\n\nText after it.\n`);
    await writeFile(join(folder, 'hostile.md'), `---\ntitle: ${title}\n---\n\n${pages.join('\n---\n\n')}`);
    await importDecks(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Hears in which browsers something of the lesson ran from now on. */
function listen(...contexts: BrowserContext[]): (context: BrowserContext) => boolean {
  const attacked = new Set<BrowserContext>();
  for (const context of contexts) {
    context.on('console', (line) => {
      if (line.text().includes(MARK)) attacked.add(context);
    });
  }
  return (context) => attacked.has(context);
}

/** Waits until the page stands as it is: what runs when it is drawn has run. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
