import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The root of the repository. The stories run in `stories/`. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Real lessons for tests, beside the repository; absent on most machines. */
export const REAL_LESSONS = resolve(ROOT, '../shared/lessons/cs-unplugged');
export const hasRealLessons = (): boolean => existsSync(REAL_LESSONS);

const COMMAND_MILLIS = 120_000;

/** The part of a host that a story may stop. */
export type Part = 'lesson' | 'board' | 'postgres' | 'ingress';

/** Runs `./steadyboard`; resolves with what it printed. @throws with its output when it fails or takes two minutes */
export async function steadyboard(...words: string[]): Promise<string> {
  try {
    const { stdout } = await run(resolve(ROOT, 'steadyboard'), words, { cwd: ROOT, timeout: COMMAND_MILLIS });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`./steadyboard ${words.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** The address of the host that the stories are told against. */
export function origin(): string {
  const url = process.env.STEADYBOARD_URL;
  if (!url) throw new Error('STEADYBOARD_URL is not set: the global set-up sets it.');
  return url.replace(/\/+$/, '');
}

/** The data folder of the hosts; null when a developer points at a running set without naming it. */
export function dataFolder(): string | null {
  return process.env.STEADYBOARD_DATA ?? null;
}

export async function killPart(part: Part): Promise<void> {
  await steadyboard('kill', `a/${part}`, ...where());
}

export async function stopPart(part: Part): Promise<void> {
  await steadyboard('stop', `a/${part}`, ...where());
}

export async function startPart(part: Part): Promise<void> {
  await steadyboard('start', `a/${part}`, ...where());
}

export function importDecks(folder: string): Promise<string> {
  return steadyboard('import', folder, ...where());
}

function where(): string[] {
  const folder = dataFolder();
  if (!folder) throw new Error('Set STEADYBOARD_DATA as well, to say which hosts STEADYBOARD_URL belongs to.');
  return ['--data', folder];
}
