import { bring, copiesOf, newFile, shown } from '../cast/files';
import { BOTH, makeWhole } from '../cast/hosts';
import { random, SEED } from '../cast/random';
import { expect, test } from '../cast/school';
import { Storm, type Plan } from '../cast/storm';
import { MediaFolder } from '../host/media-folder';
import { dataFolder, killPart, startPart } from '../host/steadyboard';

const FILES = 200;
const SMALLEST_BYTES = 1024;
const LARGEST_BYTES = 2 * 1024 * 1024;
const KILL_EVERY = 33;
/** Of each run of this story, whatever its seed. */
const LEAST_KILLS = 3;
const SOON_MILLIS = 60_000;

test.afterEach(makeWhole);

test('no file that was acknowledged is lost however often the service is killed on both hosts, and none is wrong @files', async ({
  school,
}) => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
  test.setTimeout(300_000);
  console.log(`  STEADYBOARD_SEED=${SEED}`);
  const draw = random(SEED);
  const storm = new Storm(school.api, draw);
  const began = Date.now();
  await storm.blow(
    Array.from({ length: FILES }, () => planned(draw)),
    {
      uploaders: 6,
      pullers: 3,
      killEvery: KILL_EVERY,
    },
  );
  const blew = Date.now() - began;

  expect(storm.lies, 'what is given out is what its name says, or broken off').toEqual([]);
  expect(storm.killsFelt, 'control: kills broke requests in the middle').toBeGreaterThanOrEqual(LEAST_KILLS);
  await Promise.all(BOTH.map((host) => startPart('media', host)));
  for (const host of BOTH) {
    const missing = async (): Promise<string[]> => {
      const held = await MediaFolder.of(host).names();
      return storm.acknowledged.filter(({ sha256 }) => !held.has(sha256)).map(({ sha256 }) => sha256);
    };
    await expect.poll(missing, { timeout: SOON_MILLIS }).toEqual([]);
    for (const { sha256 } of storm.acknowledged) expect(await shown(host, sha256), `host ${host}`).toBe(sha256);
    expect(await MediaFolder.of(host).wrong(), `in the folder of host ${host}`).toEqual([]);
  }
  for (const { id } of storm.acknowledged) {
    await expect.poll(() => copiesOf(school.api, 'b', id), { timeout: SOON_MILLIS }).toBe(2);
  }
  console.log(
    `  ${FILES} uploads and ${storm.pulls} pulls in ${blew} ms, through ${storm.kills} kills of which ` +
      `${storm.killsFelt} broke requests; ${Date.now() - began - blew} ms later all was on both hosts and looked at`,
  );

  expect((await Promise.all(BOTH.map(leftOvers))).flat(), 'control: kills left something behind').not.toEqual([]);
  for (const host of BOTH) {
    await killPart('media', host);
    await MediaFolder.of(host).ageUnfinished();
    await startPart('media', host);
    await bring(school.api, host, newFile(SMALLEST_BYTES)); // the first file after a start is when a host sweeps
  }
  await expect.poll(async () => (await Promise.all(BOTH.map(leftOvers))).flat(), { timeout: SOON_MILLIS }).toEqual([]);
});

function planned(draw: () => number): Plan {
  const size = Math.round(SMALLEST_BYTES * (LARGEST_BYTES / SMALLEST_BYTES) ** draw());
  return { file: newFile(size), host: draw() < 0.5 ? 'a' : 'b' };
}

function leftOvers(host: (typeof BOTH)[number]): Promise<string[]> {
  return MediaFolder.of(host).unfinished();
}
