import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetFindings } from '../cast/findings';
import { freeRange } from './ports';
import { RESULTS } from './run';
import { hasRealLessons, importDecks, REAL_LESSONS, startSet, steadyboard } from './steadyboard';

const LOGS = join(RESULTS, 'host-logs');

/**
 * Starts two hosts of the stories' own and imports the real lessons where they are. Returns what takes it down again,
 * which runs whatever the stories did. With STEADYBOARD_URL set, the stories are told against that set instead.
 */
export default async function globalSetUp(): Promise<(() => Promise<void>) | undefined> {
  forgetFindings();
  if (process.env.STEADYBOARD_URL) return undefined;
  const data = await mkdtemp(join(tmpdir(), 'steadyboard-stories-'));
  const takeDown = async (): Promise<void> => {
    try {
      await steadyboard('down', '--data', data);
    } finally {
      await keepLogs(data);
      await rm(data, { recursive: true, force: true });
    }
  };
  try {
    const port = await freeRange();
    const started = await startSet('--hosts', '2', '--port', String(port), '--data', data, '--detach');
    process.stdout.write(`${started}\n`);
    process.env.STEADYBOARD_URL = `http://localhost:${port}`;
    process.env.STEADYBOARD_DATA = data;
    if (hasRealLessons()) process.stdout.write(await importDecks(REAL_LESSONS));
  } catch (error) {
    // The set-up's own failure is the news, not that of cleaning up after it.
    await takeDown().catch(() => undefined);
    throw error;
  }
  return takeDown;
}

/** The logs outlive the hosts: a story that failed is read beside them. */
async function keepLogs(data: string): Promise<void> {
  await rm(LOGS, { recursive: true, force: true });
  for (const host of ['a', 'b']) {
    await cp(join(data, 'hosts', host, 'logs'), join(LOGS, host), { recursive: true }).catch(() => undefined);
  }
  await cp(join(data, 'up.log'), join(LOGS, 'up.log')).catch(() => undefined);
}
