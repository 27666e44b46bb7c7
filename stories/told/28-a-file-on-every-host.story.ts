import { bring, copiesOf, newFile, shown } from '../cast/files';
import { answers, BOTH, makeWhole } from '../cast/hosts';
import { expect, test } from '../cast/school';
import { MediaFolder } from '../host/media-folder';
import { cutLink, dataFolder, healLink, killHost, pidOf, status, type Part } from '../host/steadyboard';

const KIBIBYTE = 1024;
const SOON_MILLIS = 30_000;
/** An upload waits for another host for at most 2 s, and who asks for a file that is nowhere at most 3 s. */
const LONGEST_OFFER_MILLIS = 2_000;
const LONGEST_LOOK_MILLIS = 3_000;
/** Of a machine that has much else to do. */
const BREATH_MILLIS = 2_000;
const PARTS: readonly Part[] = ['postgres', 'lesson', 'board', 'media', 'ingress'];

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
});

test.afterEach(makeWhole);

test('a file is shown on the other host though its own dies the moment it was acknowledged @files', async ({
  school,
}) => {
  const file = newFile(300 * KIBIBYTE);
  const processes = PARTS.map((part) => pidOf(part, 'a'));
  const answer = await bring(school.api, 'a', file);
  for (const pid of processes) process.kill(pid!, 'SIGKILL');
  await killHost('a'); // what died by itself would be started again
  expect(answer).toMatchObject({ copies: 2, hosts: 2 });
  expect(await answers('a'), 'control: its host is dead').toBe(false);

  expect(await shown('b', file.sha256)).toBe(file.sha256);
  await makeWhole();
  for (const host of BOTH) await expect.poll(() => copiesOf(school.api, host, file.id)).toBe(2);
});

test('a file that came while the link was cut is on both hosts within seconds of its mend @files', async ({
  school,
}) => {
  const file = newFile(300 * KIBIBYTE);
  await cutLink('a', 'b');
  expect((await status()).cuts, 'control: the link is cut').toEqual([['a', 'b']]);

  const uploaded = await timed(() => bring(school.api, 'a', file));
  expect(uploaded.value).toMatchObject({ copies: 1, hosts: 2 });
  expect(uploaded.millis).toBeLessThan(LONGEST_OFFER_MILLIS + BREATH_MILLIS);
  const looked = await timed(() => shown('b', file.sha256));
  expect(looked.value, 'control: host b knows nothing of it').toBe(404);
  expect(looked.millis).toBeLessThan(LONGEST_LOOK_MILLIS + BREATH_MILLIS);
  expect(await shown('a', file.sha256)).toBe(file.sha256);

  await healLink('a', 'b');
  const healed = Date.now();
  await expect
    .poll(async () => (await MediaFolder.of('b').names()).has(file.sha256), { timeout: SOON_MILLIS, intervals: [20] })
    .toBe(true);
  const arrived = Date.now() - healed;
  for (const host of BOTH) {
    await expect.poll(() => copiesOf(school.api, host, file.id), { timeout: SOON_MILLIS }).toBe(2);
    expect(await shown(host, file.sha256)).toBe(file.sha256);
  }
  console.log(
    `  answered after ${uploaded.millis} ms, missed after ${looked.millis} ms; ${arrived} ms after the mend it was there`,
  );
});

async function timed<T>(act: () => Promise<T>): Promise<{ readonly value: T; readonly millis: number }> {
  const began = Date.now();
  const value = await act();
  return { value, millis: Date.now() - began };
}
