import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOTH, makeWhole } from '../cast/hosts';
import { demoLesson, findLesson, lesson } from '../cast/lessons';
import { openClassroom, steerOn } from '../cast/pairing';
import { expect, test } from '../cast/school';
import { inDatabase } from '../host/database';
import { dataFolder, importDecks, killPart, originOf, type HostId } from '../host/steadyboard';

const SOON_MILLIS = 30_000;
/** One black point, each time another file: what follows the image is none of its business. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
});

test.afterEach(makeWhole);

test('with media-sync-service dead, people sign in, find lessons, teach, and bring new ones', async ({ school }) => {
  const long = await demoLesson(school.api);
  const picture = pictureOf(long.pages);
  await Promise.all(BOTH.map((host) => killPart('media', host)));
  expect(await statusOf('a', picture), 'control: pictures are away').toBe(503);

  const classroom = await openClassroom(school, long.id);
  await steerOn(classroom);
  const found = await school.api.get('/api/search?q=planets');
  expect(((await found.json()) as { hits: unknown[] }).hits.length).toBeGreaterThan(0);
  const brought = await bringLessonWithPicture();
  const { pages } = await lesson(school.api, await findLesson(school.api, brought));

  await makeWhole();
  await expect.poll(() => statusOf('a', pictureOf(pages)), { timeout: SOON_MILLIS }).toBe(200);
});

test('with lesson-service dead, pictures are shown and the hosts mend each other', async ({ school }) => {
  const picture = pictureOf((await demoLesson(school.api)).pages);
  await Promise.all(BOTH.map((host) => killPart('lesson', host)));
  expect((await school.api.get('/api/nodes')).status(), 'control: lessons are away').toBe(503);

  expect(await statusOf('a', picture)).toBe(200);
  await forgetLessons('b');
  expect(await count('b'), 'control: host b lacks what host a has').toBeLessThan(await count('a'));
  const repair = await school.api.post(`${originOf('b')}/api/admin/replication/repair`, {
    headers: { Origin: originOf('b') },
  });
  expect(repair.status()).toBe(202);
  await expect.poll(async () => (await count('b')) === (await count('a')), { timeout: SOON_MILLIS }).toBe(true);
});

function pictureOf(pages: readonly { readonly html: string }[]): string {
  const found = /\/media\/[0-9a-f]{64}\/[\w.-]+/.exec(pages.map(({ html }) => html).join());
  if (!found) throw new Error('The lesson has no picture.');
  return found[0];
}

async function statusOf(host: HostId, path: string): Promise<number> {
  return (await fetch(originOf(host) + path)).status;
}

/** Returns its title. */
async function bringLessonWithPicture(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'story-deck-'));
  const title = `Brought ${Date.now()}`;
  try {
    await writeFile(join(folder, 'point.png'), Buffer.concat([Buffer.from(PNG, 'base64'), Buffer.from(title)]));
    await writeFile(
      join(folder, `${Date.now()}.md`),
      `---\ntitle: ${title}\nlanguage: en\n---\n\n![A point](point.png)\n`,
    );
    await importDecks(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return title;
}

/** As a host that lost its disk and got an old one: nothing tells its peers. */
async function forgetLessons(host: HostId): Promise<void> {
  await inDatabase(host, (database) =>
    database.query('set session_replication_role = replica; delete from lesson.page'),
  );
}

async function count(host: HostId): Promise<number> {
  const { rows } = await inDatabase(host, (database) => database.query('select count(*) from lesson.page'));
  return Number((rows[0] as { count: string }).count);
}
