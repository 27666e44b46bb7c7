import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { admin } from '../cast/accounts';
import { expect, test } from '../cast/school';
import { STAND_IN, standIns } from '../host/native-stand-in';
import { freeRange } from '../host/ports';
import { dataFolder, ROOT, status, type Status } from '../host/steadyboard';

const run = promisify(execFile);

test('a host of native programs stands beside one of JVMs', async () => {
  test.skip(dataFolder() === null, 'only where hosts may be started (STEADYBOARD_DATA)');
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'steadyboard-native-'));
  const java = readlinkSync(`/proc/${(await status()).pid}/exe`);
  const env = { ...process.env, NATIVE_PROGRAMS: await standIns(join(folder, 'programs'), java) };
  const command = (...words: string[]): Promise<{ stdout: string }> =>
    run(resolve(ROOT, 'steadyboard'), [...words, '--data', join(folder, 'data')], { env });
  const port = await freeRange();
  try {
    await command('up', '--hosts', '2', '--port', String(port), '--native', 'a', '--detach');
    const { hosts } = JSON.parse((await command('status', '--json')).stdout) as Status;
    expect(servicesThat(hosts, (environment) => environment.includes(`${STAND_IN}=1`))).toEqual([
      'a/lesson',
      'a/board',
      'a/media',
    ]);

    for (const { url } of hosts) {
      const api = await admin(url);
      const boards = await api.get('/api/boards');
      expect(boards.status(), `whose account host a made is known to each service at ${url}`).toBe(200);
      await api.dispose();
    }
  } finally {
    await command('down');
    await rm(folder, { recursive: true, force: true });
  }
});

test('without native programs it says what is missing, and starts nothing', async () => {
  const { NATIVE_PROGRAMS: _, GRAALVM_HOME: __, ...env } = process.env;
  const refused = await run(resolve(ROOT, 'steadyboard'), ['up', '--native'], { env }).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^steadyboard: --native needs GRAALVM_HOME, .* or NATIVE_PROGRAMS, .*\n$/),
  });
});

function servicesThat(hosts: Status['hosts'], are: (environment: string) => boolean): string[] {
  return hosts.flatMap(({ id, parts }) =>
    parts
      .filter(({ pid }) => pid !== undefined && are(readFileSync(`/proc/${pid}/environ`, 'utf8')))
      .map(({ name }) => `${id}/${name}`),
  );
}
