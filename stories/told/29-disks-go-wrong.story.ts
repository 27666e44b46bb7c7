import { bring, newFile, put, shown } from '../cast/files';
import { makeWhole } from '../cast/hosts';
import { expect, test } from '../cast/school';
import { MediaFolder } from '../host/media-folder';
import { mountTrouble, SmallDisk } from '../host/small-disk';
import { dataFolder, killPart, mediaOf, originOf, startPart, statusText } from '../host/steadyboard';

const KIBIBYTE = 1024;
/** Every file of the host is read at a twentieth of the disk's pace. */
const READ_MILLIS = 60_000;
/** A disk that was found full is tried again after 10 s. */
const ROOM_MILLIS = 30_000;

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts whose files the story may touch (STEADYBOARD_DATA)');
});

test('a bit that the disk of a host has flipped is found, told and mended from the other host @files', async ({
  school,
}) => {
  const media = `${originOf('b')}/api/admin/media`;
  const scrub = async (): Promise<Scrub> => (await (await school.api.get(media)).json()).scrub as Scrub;
  const file = newFile(200 * KIBIBYTE);
  expect(await bring(school.api, 'a', file)).toMatchObject({ copies: 2 });
  await MediaFolder.of('b').flipBit(file.sha256);
  expect(await shown('b', file.sha256), 'control: host b gives out another picture').not.toBe(file.sha256);
  const { rotten } = await scrub();

  const asked = await school.api.post(`${media}/scrub`, { headers: { Origin: originOf('b') } });
  expect(asked.status()).toBe(202);
  const began = Date.now();
  await expect
    .poll(async () => (await scrub()).setAside.map(({ sha256, reason }) => `${reason} ${sha256}`), {
      timeout: READ_MILLIS,
    })
    .toContain(`rotten ${file.sha256}`);
  const found = Date.now() - began;
  await expect.poll(() => MediaFolder.of('b').wrong()).toEqual([]);
  await expect.poll(() => shown('b', file.sha256)).toBe(file.sha256);
  console.log(`  found ${found} ms after it was asked for; mended after ${Date.now() - began} ms`);

  expect(await scrub()).toMatchObject({ rotten: rotten + 1 });
  expect(await statusText()).toMatch(/^Media +b .* ALARM: rotten-file$/m);
  expect((await mediaOf('a'))?.alarms, 'of the host whose disk it is').toEqual([]);
  await killPart('media', 'b');
  await startPart('media', 'b');
  await expect.poll(async () => (await mediaOf('b'))?.alarms, 'and a restart hides nothing').toEqual(['rotten-file']);
});

test('with the disk of a host full, its uploads are refused and it fetches nothing, but gives out; then it goes on by itself @files', async ({
  school,
}) => {
  const trouble = await mountTrouble();
  test.skip(trouble !== null, trouble ?? '');
  const disk = new SmallDisk('b', 'media');
  const [before, during, after] = [newFile(50 * KIBIBYTE), newFile(200 * KIBIBYTE), newFile(50 * KIBIBYTE)];
  expect(await bring(school.api, 'a', before)).toMatchObject({ copies: 2 });
  try {
    await disk.moveIn();
    await disk.fill();
    expect(await disk.isFull(), 'control: the disk is full').toBe(true);

    const refused = await put(school.api, 'b', newFile(KIBIBYTE));
    expect([refused.status(), ((await refused.json()) as { code: string }).code]).toEqual([507, 'disk-nearly-full']);
    expect(await bring(school.api, 'a', during), 'another host has room').toMatchObject({ copies: 1 });
    await expect
      .poll(statusText, { timeout: ROOM_MILLIS })
      .toMatch(/^Media +b lacks 1 of \d+ files, .* ALARM:.* disk-nearly-full/m);
    expect(await shown('b', before.sha256)).toBe(before.sha256);
    expect(await MediaFolder.of('b').unfinished(), 'nothing is left of what was refused').toEqual([]);

    await disk.makeRoom();
    const began = Date.now();
    await expect
      .poll(async () => (await MediaFolder.of('b').names()).has(during.sha256), { timeout: ROOM_MILLIS })
      .toBe(true);
    console.log(`  ${Date.now() - began} ms after there was room, the file was there`);
    expect(await bring(school.api, 'b', after)).toMatchObject({ copies: 2 });
    await expect
      .poll(async () => (await mediaOf('b'))?.alarms, { timeout: ROOM_MILLIS })
      .not.toContain('disk-nearly-full');
  } finally {
    await disk.moveOut();
  }
  await makeWhole();
  for (const file of [before, during, after]) expect(await shown('b', file.sha256)).toBe(file.sha256);
  expect(await mediaOf('b')).toMatchObject({ missing: 0 });
});

interface Scrub {
  readonly rotten: number;
  readonly setAside: readonly { readonly sha256: string; readonly reason: string }[];
}
