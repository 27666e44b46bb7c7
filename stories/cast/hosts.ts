import { expect } from '@playwright/test';
import { healLink, originOf, startHost, status, type HostId, type Part } from '../host/steadyboard';

export const BOTH: readonly HostId[] = ['a', 'b'];
const SOON_MILLIS = 30_000;
/** Of board-service's port, above its host's first. */
const BOARD_PORT_OFFSET = 2;

/** Whether the host answers at all, asked past any browser's choice of host. */
export async function answers(host: HostId): Promise<boolean> {
  try {
    return (await fetch(`${originOf(host)}/api/host`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** Whether a part of a host answers, asked at its own port on loopback. */
export async function isReady(host: HostId, part: 'ingress' | 'board'): Promise<boolean> {
  if (part === 'ingress') return answers(host);
  const url = new URL(originOf(host));
  url.port = String(Number(url.port) + BOARD_PORT_OFFSET);
  try {
    return (await fetch(new URL('/q/health/ready', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** Whatever a story did to the hosts: both run, hear each other, and hold the same rows. */
export async function makeWhole(): Promise<void> {
  await healLink('a', 'b');
  for (const host of BOTH) await startHost(host);
  await waitForEqualHosts();
}

export async function waitForEqualHosts(): Promise<void> {
  await expect
    .poll(async () => (await status()).equality.map((pair) => pair.equal), { timeout: SOON_MILLIS, intervals: [500] })
    .toEqual([true]);
}

/** Stops a part in its tracks, or lets it go on: it keeps accepting connections and never answers. */
export async function freeze(host: HostId, part: Part, signal: 'SIGSTOP' | 'SIGCONT'): Promise<void> {
  const seen = (await status()).hosts.find((one) => one.id === host);
  const pid = seen?.parts.find((one) => one.name === part)?.pid;
  if (!pid) throw new Error(`${host}/${part} does not run.`);
  process.kill(pid, signal);
}
