import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The root of the repository. The stories run in `stories/`. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** Real lessons for tests, beside the repository; absent on most machines. */
export const REAL_LESSONS = resolve(ROOT, '../shared/lessons/cs-unplugged');
export const hasRealLessons = (): boolean => existsSync(REAL_LESSONS);

/** The first `up` of a build also trains the services. */
const COMMAND_MILLIS = 360_000;

/** How all hosts are started beside what a story asks for, such as `--native`. */
const UP_OPTIONS = (process.env.STEADYBOARD_UP_OPTIONS ?? '').split(' ').filter((word) => word !== '');

/** Stories start two hosts. */
export type HostId = 'a' | 'b';

/** The part of a host that a story may stop. */
export type Part = 'lesson' | 'board' | 'media' | 'postgres' | 'ingress';

/** Runs `./steadyboard`; resolves with what it printed. @throws with its output when it fails or takes six minutes */
export async function steadyboard(...words: string[]): Promise<string> {
  return told(words, () => undefined);
}

/**
 * Starts hosts; resolves with a line that tells how long that took, and how long without what `up` builds first. On a
 * built tree the two differ by little.
 */
export async function startSet(...words: string[]): Promise<string> {
  const began = Date.now();
  let built = began;
  await told(['up', ...words, ...UP_OPTIONS], (said) => {
    if (said.includes('Starting Postgres')) built = Date.now();
  });
  const seconds = (since: number): string => ((Date.now() - since) / 1000).toFixed(1);
  return `hosts ready ${seconds(began)} s after up (${seconds(built)} s of it after building)`;
}

async function told(words: readonly string[], hear: (said: string) => void): Promise<string> {
  try {
    const running = run(resolve(ROOT, 'steadyboard'), words, { cwd: ROOT, timeout: COMMAND_MILLIS });
    running.child.stdout?.on('data', hear);
    return (await running).stdout;
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

/** The address of one of the hosts: they stand ten ports apart. */
export function originOf(host: HostId): string {
  const url = new URL(origin());
  url.port = String(Number(url.port) + 10 * (host.charCodeAt(0) - 'a'.charCodeAt(0)));
  return url.origin;
}

/** The data folder of the hosts; null when a developer points at a running set without naming it. */
export function dataFolder(): string | null {
  return process.env.STEADYBOARD_DATA ?? null;
}

/** SIGKILL to a part of a host; host a unless told. */
export async function killPart(part: Part, host: HostId = 'a'): Promise<void> {
  await steadyboard('kill', `${host}/${part}`, ...where());
}

export async function stopPart(part: Part, host: HostId = 'a'): Promise<void> {
  await steadyboard('stop', `${host}/${part}`, ...where());
}

/** Resolves when the part is ready. */
export async function startPart(part: Part, host: HostId = 'a'): Promise<void> {
  await steadyboard('start', `${host}/${part}`, ...where());
}

/** All parts of a host at once, as in a power cut. */
export async function killHost(host: HostId): Promise<void> {
  await steadyboard('kill', host, ...where());
}

/** All parts of a host in good order, as before its machine restarts: it tells its browsers to move first. */
export async function stopHost(host: HostId): Promise<void> {
  await steadyboard('stop', host, ...where());
}

/** Resolves when all parts of the host are ready. */
export async function startHost(host: HostId): Promise<void> {
  await steadyboard('start', host, ...where());
}

/** Stops a part and all its children in their tracks: it keeps accepting connections and never answers. */
export async function freezePart(part: Part, host: HostId): Promise<void> {
  await steadyboard('freeze', `${host}/${part}`, ...where());
}

/** Lets a part go on; does not wait until it is ready. */
export async function thawPart(part: Part, host: HostId): Promise<void> {
  await steadyboard('thaw', `${host}/${part}`, ...where());
}

/** From here on the hosts hear nothing of each other; browsers still reach both. */
export async function cutLink(one: HostId, other: HostId): Promise<void> {
  await steadyboard('cut', one, other, ...where());
}

/** From here on `to` hears nothing of `from`; the way back is left as it is. */
export async function cutLinkOneWay(from: HostId, to: HostId): Promise<void> {
  await steadyboard('cut', from, to, '--one-way', ...where());
}

export async function healLink(one: HostId, other: HostId): Promise<void> {
  await steadyboard('heal', one, other, ...where());
}

/** How many of the files that rows name a host holds, by its own rows, and what its service alarms about. */
export interface MediaShare {
  readonly named: number;
  readonly missing: number;
  readonly alarms: readonly string[];
}

/** What `./steadyboard status --json` says, as far as stories need it. */
export interface Status {
  readonly phase: string;
  /** Of the process that keeps the hosts running. */
  readonly pid: number;
  readonly hosts: readonly {
    readonly id: HostId;
    readonly url: string;
    readonly memoryBytes?: number;
    readonly parts: readonly { readonly name: Part; readonly state: string; readonly pid?: number }[];
    readonly replication: {
      readonly peers: readonly { readonly id: HostId; readonly receiving: boolean }[];
      /** Absent while its database does not answer. */
      readonly media?: MediaShare;
    };
  }[];
  readonly cuts: readonly (readonly [HostId, HostId])[];
  /** From the first to the second; the way back is whole. */
  readonly oneWayCuts: readonly (readonly [HostId, HostId])[];
  /** `equal` is absent where it is not known. */
  readonly equality: readonly { readonly hosts: readonly [HostId, HostId]; readonly equal?: boolean }[];
}

export async function status(): Promise<Status> {
  return JSON.parse(await steadyboard('status', '--json', ...where())) as Status;
}

export async function mediaOf(host: HostId): Promise<MediaShare | undefined> {
  return (await status()).hosts.find(({ id }) => id === host)?.replication.media;
}

/** What an operator reads. */
export function statusText(): Promise<string> {
  return steadyboard('status', ...where());
}

/** Of the process of a part that runs now, read at once: `status` takes a while. */
export function pidOf(part: Part, host: HostId): number | undefined {
  const running = JSON.parse(readFileSync(join(where()[1]!, 'processes.json'), 'utf8')) as {
    part: string;
    pid: number;
  }[];
  return running.find((one) => one.part === `${host}/${part}`)?.pid;
}

export function importDecks(folder: string): Promise<string> {
  return steadyboard('import', folder, ...where());
}

function where(): string[] {
  const folder = dataFolder();
  if (!folder) throw new Error('Set STEADYBOARD_DATA as well, to say which hosts STEADYBOARD_URL belongs to.');
  return ['--data', folder];
}
