import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import { admin } from '../cast/accounts';
import { expect, test } from '../cast/school';
import { MediaFolder } from '../host/media-folder';
import { freeRange } from '../host/ports';
import { dataFolder, hasRealLessons, REAL_LESSONS, startSet, steadyboard } from '../host/steadyboard';

const HOSTS = ['a', 'b', 'c'] as const;
/** Generous: how long it takes is told, and measured by the bench. */
const SOON_MILLIS = 60_000;

test('the pictures of all lessons are on three hosts soon after their import, and again on one that lost its disk', async () => {
  test.skip(dataFolder() === null, 'only where hosts may be started (STEADYBOARD_DATA)');
  test.setTimeout(300_000);
  const data = await mkdtemp(join(tmpdir(), 'steadyboard-three-'));
  const command = (...words: string[]): Promise<string> => steadyboard(...words, '--data', data);
  const folders = HOSTS.map((host) => MediaFolder.of(host, data));
  const counts = async (): Promise<number[]> => Promise.all(folders.map(async (folder) => (await folder.names()).size));
  try {
    const port = await freeRange();
    await startSet('--hosts', '3', '--port', String(port), '--data', data, '--detach');
    const api = await admin(`http://localhost:${port}`);
    const few = await filesOf(api);
    if (hasRealLessons()) await command('import', REAL_LESSONS);
    const imported = Date.now();
    const atTheAnswer = await counts();
    const files = await filesOf(api);
    if (hasRealLessons()) expect(files.length, 'control: the lessons have pictures').toBeGreaterThan(few.length + 100);

    await everywhere(folders, files);
    console.log(
      `  ${files.length} pictures; with the answer there were ${atTheAnswer.join(', ')}; on all after ${Date.now() - imported} ms`,
    );

    await command('stop', 'b');
    await folders[1]!.loseAll();
    expect((await counts())[1], 'control: host b has no file').toBe(0);
    const began = Date.now();
    await command('rebuild', 'b');
    const rebuilt = Date.now();
    await everywhere(folders, files);
    console.log(`  rebuilt in ${rebuilt - began} ms; all pictures were back ${Date.now() - rebuilt} ms later`);
    await expect
      .poll(() => command('status'), { timeout: SOON_MILLIS })
      .toMatch(new RegExp(`^Media +b holds all ${files.length} files$`, 'm'));
    await api.dispose();
  } finally {
    await command('down');
    await rm(data, { recursive: true, force: true });
  }
});

/** The SHA-256 of every file that has a row. */
async function filesOf(api: APIRequestContext): Promise<string[]> {
  const found = new Set<string>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ owner: 'all', limit: '100', ...(cursor && { cursor }) });
    const page = (await (await api.get(`/api/media?${query}`)).json()) as Page;
    for (const { sha256 } of page.items) found.add(sha256);
    cursor = page.cursor;
  } while (cursor);
  return [...found].sort();
}

interface Page {
  readonly items: readonly { readonly sha256: string }[];
  readonly cursor: string | null;
}

/** Each folder has each file, and each file is what its name says. */
async function everywhere(folders: readonly MediaFolder[], files: readonly string[]): Promise<void> {
  for (const folder of folders) {
    await expect.poll(async () => [...(await folder.names())].sort(), { timeout: SOON_MILLIS }).toEqual(files);
    expect(await folder.wrong()).toEqual([]);
  }
}
