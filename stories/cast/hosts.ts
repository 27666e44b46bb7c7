import { expect, type Page } from '@playwright/test';
import { healLink, originOf, startHost, status, type HostId, type Part } from '../host/steadyboard';

export const BOTH: readonly HostId[] = ['a', 'b'];
const SOON_MILLIS = 30_000;
/** Of the services' ports, above their host's first. */
const PORT_OFFSETS = { lesson: 1, board: 2, media: 3 } as const;

/** Whether the host answers at all, asked past any browser's choice of host. */
export async function answers(host: HostId): Promise<boolean> {
  try {
    return (await fetch(`${originOf(host)}/api/host`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** Whether a part of a host answers, asked at its own port on loopback. */
export async function isReady(host: HostId, part: Exclude<Part, 'postgres'>): Promise<boolean> {
  if (part === 'ingress') return answers(host);
  const url = new URL(originOf(host));
  url.port = String(Number(url.port) + PORT_OFFSETS[part]);
  try {
    return (await fetch(new URL('/q/health/ready', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

/** Whatever a story did to the hosts: both run, hear each other, and hold the same rows. */
export async function makeWhole(): Promise<void> {
  await Promise.all([healLink('a', 'b'), ...BOTH.map(startHost)]);
  await waitForEqualHosts();
}

export async function waitForEqualHosts(): Promise<void> {
  await expect
    .poll(async () => (await status()).equality.map((pair) => pair.equal), { timeout: SOON_MILLIS, intervals: [500] })
    .toEqual([true]);
}

/** Whatever this page loads from here on names one host. What it knows already it forgets when it is loaded again. */
export async function knowOnly(host: HostId, page: Page): Promise<void> {
  await page.route('**/hosts.json', (route) =>
    route.fulfill({ json: { hosts: [{ id: host, url: originOf(host), slot: host === 'a' ? 0 : 1 }] } }),
  );
}
