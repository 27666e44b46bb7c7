import { deadline } from './deadline';

const TIMEOUT_MILLIS = 4000;

/** One API host. `url` is an origin without a slash at its end. A host that is `draining` is about to be stopped. */
export interface Host {
  readonly id: string;
  readonly url: string;
  readonly slot: number;
  readonly draining?: boolean;
}

/**
 * The API hosts that the page's own origin names in /hosts.json; without that file the page's origin is the only host.
 * A page that was opened under another name of a host (an address in the school's network) stays with that name.
 */
export async function loadHosts(pageOrigin: string, load: typeof fetch = fetch): Promise<readonly Host[]> {
  return (await reloadHosts(pageOrigin, load)) ?? [{ id: 'own', url: pageOrigin, slot: 0 }];
}

/** The same, or null when /hosts.json does not name a host now: what was known before stands. */
export async function reloadHosts(pageOrigin: string, load: typeof fetch = fetch): Promise<readonly Host[] | null> {
  const hosts = readHosts(await json(`${pageOrigin}/hosts.json`, load));
  if (hosts.length === 0) return null;
  if (hosts.some((host) => host.url === pageOrigin)) return hosts;
  const own = (await json(`${pageOrigin}/api/host`, load)) as { id?: unknown } | null;
  return hosts.map((host) => (host.id === own?.id ? { ...host, url: pageOrigin } : host));
}

/** Null when it is not there, not JSON or not reachable. */
async function json(url: string, load: typeof fetch): Promise<unknown> {
  const limit = deadline(TIMEOUT_MILLIS);
  try {
    const response = await load(url, { signal: limit.signal, cache: 'no-cache' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  } finally {
    limit.release();
  }
}

export function readHosts(value: unknown): readonly Host[] {
  const list = (value as { hosts?: unknown } | null)?.hosts;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: { id?: unknown; url?: unknown; slot?: unknown; draining?: unknown } | null) =>
    typeof entry?.id === 'string' && typeof entry.url === 'string' && /^https?:\/\//.test(entry.url)
      ? [
          {
            id: entry.id,
            url: entry.url.replace(/\/+$/, ''),
            slot: Number(entry.slot ?? 0),
            ...(entry.draining === true ? { draining: true } : {}),
          },
        ]
      : [],
  );
}
