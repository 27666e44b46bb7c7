import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeWhole } from '../cast/hosts';
import { expect, test } from '../cast/school';
import { dataFolder, originOf, status, stopPart } from '../host/steadyboard';

const BOARDS = 20;
/** A process that was asked to end by SIGTERM and did so in good order (POSIX: 128 and the signal's number). */
const ENDED_BY_SIGTERM = 143;

interface Heard {
  readonly at: number;
  readonly what: string;
}

declare global {
  interface Window {
    heard?: Heard[][];
  }
}

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts that the story may stop (STEADYBOARD_DATA)');
});

test.afterEach(makeWhole);

/** Opens boards that only listen, straight at `url`: nothing of ours comes back for them. */
async function listen(page: Page, url: string): Promise<void> {
  await page.evaluate(
    ({ url, many }) => {
      window.heard = [];
      for (let i = 0; i < many; i++) {
        const heard: Heard[] = [];
        window.heard.push(heard);
        const note = (what: string) => heard.push({ at: performance.now(), what });
        const socket = new WebSocket(url);
        const hex = (length: number) =>
          Array.from(crypto.getRandomValues(new Uint8Array(length)), (b) => b.toString(16).padStart(2, '0')).join('');
        socket.onopen = () =>
          socket.send(JSON.stringify({ type: 'hello', protocol: 1, boardId: crypto.randomUUID(), secret: hex(32) }));
        socket.onmessage = (event) => note((JSON.parse(String(event.data)) as { type: string }).type);
        socket.onclose = (event) => note(`close ${event.code}`);
      }
    },
    { url, many: BOARDS },
  );
  await expect
    .poll(() => page.evaluate(() => window.heard?.filter((one) => one.length > 0).length), {
      message: 'all have a code',
    })
    .toBe(BOARDS);
}

test('board-service that is stopped sends its boards away before it closes them, one after the other', async ({
  school,
}) => {
  const page = await (await school.browser({ baseURL: originOf('b') })).newPage();
  await page.goto('/board');
  await listen(page, `${originOf('a').replace('http', 'ws')}/ws/board`);

  await stopPart('board', 'a');

  await expect
    .poll(() => page.evaluate(() => window.heard?.every((one) => one.at(-1)?.what.startsWith('close'))))
    .toBe(true);
  const heard = await page.evaluate(() => window.heard ?? []);
  for (const one of heard) expect(one.map(({ what }) => what)).toEqual(['code', 'moveTo', 'close 1012']);
  const closes = heard.map((one) => one.at(-1)!.at).sort((one, other) => one - other);
  const spread = closes.at(-1)! - closes[0]!;
  expect(spread, 'they do not come to the next host as one').toBeGreaterThan(500);
  console.log(`  ${BOARDS} boards sent away and closed within ${spread.toFixed(0)} ms`);
});

for (const part of ['board', 'lesson', 'media'] as const) {
  test(`a stopped ${part} service ends as it was asked to, and one with a wrong setting says so in one line`, async () => {
    test.skip(process.platform !== 'linux', 'reads how the service was started from /proc');
    const pid = (await status()).hosts.find((host) => host.id === 'a')?.parts.find(({ name }) => name === part)?.pid;
    const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8').split('\0').filter(Boolean);
    const [program, ...words] = read('cmdline');
    const environment = Object.fromEntries(read('environ').map((entry) => entry.split(/=(.*)/s) as [string, string]));
    const folder = mkdtempSync(join(tmpdir(), 'steadyboard-stop-'));
    const port = await freePort();
    const run = (env: Record<string, string>) => {
      const child = spawn(program!, words, { cwd: folder, env });
      let said = '';
      child.stdout.on('data', (chunk) => (said += String(chunk)));
      child.stderr.on('data', (chunk) => (said += String(chunk)));
      const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
      return { child, ended, said: () => said };
    };
    try {
      const wrong = run({ ...environment, HOST_SLOT: 'ten', QUARKUS_HTTP_PORT: String(port) });
      expect(await wrong.ended).toBe(1);
      expect(wrong.said().trim().split('\n')).toEqual([
        'HOST_SLOT is malformed: it must be one digit, another on each host',
      ]);

      // One host has one keeper of its streams, and one listener for other hosts.
      const alone = { REPLICATION_PEERS: '', MEDIA_PEERS: '', MEDIA_PEER_PORT: '' };
      const second = run({ ...environment, ...alone, QUARKUS_HTTP_PORT: String(port) });
      await expect
        .poll(async () => (await fetch(`http://127.0.0.1:${port}/q/health/ready`).catch(() => null))?.status, {
          timeout: 60_000,
        })
        .toBe(200);
      second.child.kill('SIGTERM');
      expect(await second.ended).toBe(ENDED_BY_SIGTERM);
      expect(second.said()).not.toMatch(/Exception|ERROR/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
