import type { Host } from './hosts';
import { isTrouble } from './trouble';

/**
 * Every decision about hosts, as pure functions: `Connection` is the thin adapter that lives by them. A host is only
 * ever judged beside the others: slow everywhere is the school's internet, slow alone is the host.
 */

/** A request that is silent for this long makes us ask around. */
export const SOFT_LIMIT_MILLIS = 1500;
/** How long `/api/host` may take in that race. */
export const RACE_LIMIT_MILLIS = 1500;
/** After the first host has answered the race, ours has this long to answer too. */
export const RACE_GRACE_MILLIS = 200;
/** A slow request is looked at again this often, while it is still on its way. */
export const RACE_AGAIN_MILLIS = 4000;
/** A host that answers the race but not the request is left after this long. */
export const PATIENCE_MILLIS = 6000;
/** How long a host that failed is avoided by new choices, in every tab. */
export const TROUBLE_MILLIS = 120_000;
/** What hosts said in a race is held against them, or for them, this long. */
export const WORD_MILLIS = 5000;
/** How long a choice lasts: a school day. The hosts share the load again the next morning. */
export const STAY_MILLIS = 12 * 3600_000;
/** A wait that a host asks for is honoured up to this; a longer one is the reader's to know. */
export const LONGEST_WAIT_MILLIS = 10_000;

/**
 * What a host says of itself in a race. `no-good`: that it does not serve, and why is its own matter; or a fault (5xx) in
 * place of an answer: its lesson-service is away, for example, while its sockets may be fine.
 */
export type Word = 'serves' | 'no-good';
/** By host id; a host that is not in it has not answered. */
export type Answers = ReadonlyMap<string, Word>;

export interface Outlook {
  readonly hosts: readonly Host[];
  /** Ids of hosts that failed lately, as any tab saw it. */
  readonly troubled: ReadonlySet<string>;
  /** What the hosts said in a race just now; empty without one. */
  readonly answers?: Answers;
}

/** The word in an answer of `/api/host`. Hosts of before say nothing of `serving`: they served when they answered. */
export function wordOf(status: number, body: unknown): Word {
  if (status >= 500) return 'no-good';
  return (body as { serving?: unknown } | null)?.serving === false ? 'no-good' : 'serves';
}

/**
 * The host to begin with: the one that was used before; else the one that served this page, which has just shown that it
 * lives (who opened its address made the choice, and a page from a CDN has none); else a random one. Hosts in trouble
 * come last. Null only without hosts.
 *
 * @param random a number in 0..1, 1 excluded
 */
export function firstHost(outlook: Outlook, kept: string | null, pageOrigin: string, random: number): Host | null {
  const healthy = outlook.hosts.filter((host) => isHealthy(host, outlook));
  return (
    healthy.find((host) => host.id === kept) ??
    healthy.find((host) => host.url === pageOrigin) ??
    pick(healthy, random) ??
    pick(outlook.hosts, random)
  );
}

/**
 * Where to go on when those in `tried` did not serve: each host once. One that failed lately comes after those that did
 * not, and one that has just said that it is no good after all that have not. Null: all were tried.
 */
export function nextHost(outlook: Outlook, tried: ReadonlySet<string>, random: number): Host | null {
  const worth = (host: Host) =>
    (outlook.answers?.get(host.id) === 'no-good' ? 0 : 2) + (isHealthy(host, outlook) ? 1 : 0);
  const left = outlook.hosts.filter((host) => !tried.has(host.id));
  const best = Math.max(...left.map(worth));
  return pick(
    left.filter((host) => worth(host) === best),
    random,
  );
}

/**
 * Where to go from a host that says of itself that it is no good, while its connection stands: only to one that has
 * answered that it serves. Null: stay.
 *
 * @param deceivers hosts that said so before, and then did not: going back to them would be going round in a circle
 */
export function betterHost(
  outlook: Outlook,
  ours: string,
  deceivers: ReadonlySet<string>,
  random: number,
): Host | null {
  const others = outlook.hosts.filter(
    (host) => host.id !== ours && outlook.answers?.get(host.id) === 'serves' && !deceivers.has(host.id),
  );
  return nextHost({ ...outlook, hosts: others }, new Set(), random);
}

/**
 * Where to knock at once from a host that says of itself that it is no good: the only other one, whose greeting says more
 * than its word. Null where there are several to choose from, or where it failed lately: then they are asked first.
 */
export function onlyOther(outlook: Outlook, ours: string): Host | null {
  const [other, ...more] = outlook.hosts.filter((host) => host.id !== ours);
  if (!other || more.length > 0) return null;
  return isHealthy(other, outlook) && outlook.answers?.get(other.id) !== 'no-good' ? other : null;
}

/** The host that gave a pair code: its slot is the code's first digit. Null when no host has that slot. */
export function issuerOf(code: string, hosts: readonly Host[]): Host | null {
  return hosts.find((host) => String(host.slot) === code[0]) ?? null;
}

/** How long a race goes on: `soon` is a little grace for those that have not answered yet. */
export type Pace = 'wait' | 'soon' | 'over';

/** One host that serves is what a race looks for; it is over when we know of ours, too, or of all. */
export function paceOf(ours: string, answers: Answers, hosts: readonly Host[]): Pace {
  if (answers.size >= hosts.length) return 'over';
  const serving = [...answers].filter(([, word]) => word === 'serves').map(([id]) => id);
  if (serving.length === 0) return 'wait';
  return answers.has(ours) && serving.some((id) => id !== ours) ? 'over' : 'soon';
}

/**
 * What a race of `/api/host` tells. `host`: others answer and ours does not. `no-good`: ours answers that it does not
 * serve, and another one does. `internet`: nobody answers. `answering`: ours answers and no other is known to be better,
 * so it is only this request or socket that hangs. `unknown`: ours does not, and there is no other to compare with.
 */
export type Verdict = 'host' | 'no-good' | 'internet' | 'answering' | 'unknown';

export function verdictOf(ours: string, answers: Answers, hosts: readonly Host[]): Verdict {
  const word = answers.get(ours);
  if (word === 'no-good' && [...answers.values()].includes('serves')) return 'no-good';
  if (word) return 'answering';
  if (answers.size > 0) return 'host';
  return hosts.length > 1 ? 'internet' : 'unknown';
}

/**
 * What an answer means for the host. `final`: it is the answer. `again`: the same host, after the wait that it names.
 * `next`: another host may do better. A guess limit (429) never sends one to another host.
 */
export function afterStatus(status: number): 'final' | 'again' | 'next' {
  if (status === 429) return 'again';
  return status >= 500 || status === 0 ? 'next' : 'final';
}

/** Codes with which a host says that it did not do what was asked because of itself, whatever it was. */
const NOT_THE_INPUT: ReadonlySet<string> = new Set(['busy', 'account-unknown-yet', 'too-many-connections']);

/**
 * What a write that failed may still do. What a host did not survive, or gave up on, may have been the write itself: said
 * on to every host it would take them all. `everywhere`: it was not the write, each host may be asked once. `once-more`:
 * that is not certain, one more host may be asked and nobody after it. `nowhere`: it was the write.
 *
 * Silence and broken connections are taken for the host's, so that a click and a save survive a dead host.
 */
export function afterFailedWrite({
  status,
  code,
}: Pick<Tried, 'status' | 'code'>): 'everywhere' | 'once-more' | 'nowhere' {
  if (status === 0 || status === 429) return 'everywhere';
  if (code === 'too-slow') return 'nowhere';
  if (status === 507) return 'everywhere';
  return status === 503 && (isTrouble(code) || NOT_THE_INPUT.has(code)) ? 'everywhere' : 'once-more';
}

/** What one host did with a request. `code` is the problem's code, or `unreachable` or `timed-out`; `status` 0: no answer. */
export interface Tried {
  readonly hostId: string;
  readonly code: string;
  readonly status: number;
  readonly retryAfterSeconds: number | null;
}

/**
 * When every host that answered asked for patience: how long to wait before asking again, the shortest wait that was named
 * and up to half of it more. Null when no host asked, or for too long.
 */
export function waitAfter(tried: readonly Tried[], random: number): number | null {
  const waits = tried.flatMap((one) =>
    (one.status === 503 || one.status === 429) && one.retryAfterSeconds !== null ? [one.retryAfterSeconds * 1000] : [],
  );
  if (waits.length === 0 || tried.some((one) => one.status > 0 && one.status !== 503 && one.status !== 429))
    return null;
  const wait = Math.min(...waits);
  return wait <= LONGEST_WAIT_MILLIS ? Math.round(wait * (1 + random / 2)) : null;
}

function isHealthy(host: Host, { troubled }: Outlook): boolean {
  return !host.draining && !troubled.has(host.id);
}

function pick(hosts: readonly Host[], random: number): Host | null {
  return hosts[Math.min(hosts.length - 1, Math.floor(random * hosts.length))] ?? null;
}
