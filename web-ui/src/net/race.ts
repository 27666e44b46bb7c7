import { deadline } from './deadline';
import { paceOf, wordOf, type Answers, type Word } from './hostChoice';
import type { Host } from './hosts';

/**
 * Asks `/api/host` of all hosts at once. Resolves with what those said that answered: as soon as `paceOf` has heard
 * enough, a little (`graceMillis`) after it nearly has, or after `limitMillis`. Whatever still runs then is let go.
 */
export async function raceHosts(
  hosts: readonly Host[],
  ours: string,
  load: typeof fetch,
  limitMillis: number,
  graceMillis: number,
): Promise<Answers> {
  const answers = new Map<string, Word>();
  const limit = deadline(limitMillis);
  let grace: ReturnType<typeof setTimeout> | undefined;
  await new Promise<void>((resolve) => {
    const over = () => resolve();
    limit.signal.addEventListener('abort', over, { once: true });
    const asked = hosts.map(async (host) => {
      try {
        answers.set(host.id, await wordFrom(host, load, limit.signal));
        const pace = paceOf(ours, answers, hosts);
        if (pace === 'over') over();
        else if (pace === 'soon') grace ??= setTimeout(over, graceMillis);
      } catch {
        // Not there, or too late.
      }
    });
    void Promise.all(asked).then(over);
  });
  clearTimeout(grace);
  limit.release();
  return new Map(answers);
}

async function wordFrom(host: Host, load: typeof fetch, signal: AbortSignal): Promise<Word> {
  const response = await load(`${host.url}/api/host`, { signal, cache: 'no-store', credentials: 'omit' });
  // What is no JSON came from something before the host: its status says enough.
  const body: unknown = await response.json().catch(() => null);
  if (signal.aborted) throw new Error('Too late.');
  return wordOf(response.status, body);
}
