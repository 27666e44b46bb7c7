import { deadline } from './deadline';

const TIMEOUT_MILLIS = 4000;

/** One API host. `url` is an origin without a slash at its end. */
export interface Host {
  readonly id: string;
  readonly url: string;
  readonly slot: number;
}

/** The API hosts that the page's own origin names in /hosts.json; without that file the page's origin is the only host. */
export async function loadHosts(pageOrigin: string, load: typeof fetch = fetch): Promise<readonly Host[]> {
  const limit = deadline(TIMEOUT_MILLIS);
  try {
    const response = await load(`${pageOrigin}/hosts.json`, { signal: limit.signal, cache: 'no-cache' });
    if (response.ok) {
      const hosts = readHosts(await response.json());
      if (hosts.length > 0) return hosts;
    }
  } catch {
    // Not there, not JSON or not reachable: the page's own origin serves.
  } finally {
    limit.release();
  }
  return [{ id: 'own', url: pageOrigin, slot: 0 }];
}

export function readHosts(value: unknown): readonly Host[] {
  const list = (value as { hosts?: unknown } | null)?.hosts;
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: { id?: unknown; url?: unknown; slot?: unknown } | null) =>
    typeof entry?.id === 'string' && typeof entry.url === 'string' && /^https?:\/\//.test(entry.url)
      ? [{ id: entry.id, url: entry.url.replace(/\/+$/, ''), slot: Number(entry.slot ?? 0) }]
      : [],
  );
}
