import { Connection } from '../net/connection.svelte';
import type { Host } from '../net/hosts';

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly after?: number;
}

/** What one host does with a request: answers at once or after some milliseconds, refuses, or says nothing at all. */
export type Behaviour = Answer | 'refuses' | 'silent';

export interface Asked {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly body: unknown;
}

export const hostNamed = (id: string, slot: number = id.charCodeAt(0) - 96): Host => ({
  id,
  url: `https://${id}.example.org`,
  slot,
});

export const fine: Answer = { status: 200, body: { fine: true } };
/** Answers for itself, and says that it is no good. */
export const noGood: Answer = { status: 200, body: { serving: false, reasons: ['database-away'] } };
/** A host that nothing reaches, or that reaches nothing: the same for its own `/api/host`. */
export type Hosts = Record<string, Behaviour | ((path: string) => Behaviour)>;

/** Stands in for the network: hosts that behave as told, in the time of the test's clock. */
export class Network {
  readonly asked: Asked[] = [];
  hostsJson: readonly Host[] | null = null;

  constructor(public hosts: Hosts) {}

  readonly load = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { hostname, pathname } = new URL(String(input));
    const host = hostname.split('.')[0] ?? '';
    if (pathname === '/hosts.json') return Response.json({ hosts: this.hostsJson ?? 'none' });
    this.asked.push({ host, path: pathname, method: init?.method ?? 'GET', body: init?.body });
    const told = this.hosts[host] ?? 'refuses';
    const behaviour = typeof told === 'function' ? told(pathname) : told;
    if (behaviour === 'refuses') throw new TypeError('Failed to fetch');
    await wait(behaviour === 'silent' ? null : (behaviour.after ?? 0), init?.signal ?? null);
    if (behaviour === 'silent') throw new Error('It answered.');
    return new Response(JSON.stringify(behaviour.body ?? {}), {
      status: behaviour.status,
      headers: behaviour.headers ?? {},
    });
  };

  /** The hosts that were asked for a path, in order. */
  askedFor(path: string): string[] {
    return this.asked.filter((one) => one.path === path).map((one) => one.host);
  }
}

function wait(millis: number | null, signal: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) reject(new Error('aborted'));
    signal?.addEventListener('abort', () => reject(new Error('aborted')));
    if (millis === 0) resolve();
    else if (millis !== null) setTimeout(resolve, millis);
  });
}

/**
 * A connection to hosts of these names, all well and the first of them in use; chance always picks the first that is left.
 */
export function connectionTo(...ids: string[]): Connection {
  return new Connection(
    ids.map((id) => hostNamed(id)),
    { random: () => 0, load: new Network(Object.fromEntries(ids.map((id) => [id, fine]))).load },
  );
}
