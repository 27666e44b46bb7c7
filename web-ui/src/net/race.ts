import { deadline } from './deadline';
import type { Host } from './hosts';

/**
 * Asks `/api/host` of all hosts at once. Resolves with the ids of those that answered: as soon as ours has, or a little
 * (`graceMillis`) after the first other one, or after `limitMillis`. Any answer counts, even a refusal: it was quick.
 * Whatever still runs then is let go.
 */
export async function raceHosts(
  hosts: readonly Host[],
  ours: string,
  load: typeof fetch,
  limitMillis: number,
  graceMillis: number,
): Promise<ReadonlySet<string>> {
  const answered = new Set<string>();
  const limit = deadline(limitMillis);
  let grace: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    const over = () => resolve();
    limit.signal.addEventListener('abort', over, { once: true });
    const asked = hosts.map(async (host) => {
      try {
        await load(`${host.url}/api/host`, { signal: limit.signal, cache: 'no-store', credentials: 'omit' });
        answered.add(host.id);
        if (host.id === ours) over();
        else grace ??= setTimeout(over, graceMillis);
      } catch {
        // Not there, or too late.
      }
    });
    void Promise.all(asked).then(over);
  });
  clearTimeout(grace);
  limit.release();
  return new Set(answered);
}
