import { Disbelief } from './disbelief';
import {
  betterHost,
  firstHost,
  issuerOf,
  nextHost,
  onlyOther,
  RACE_GRACE_MILLIS,
  RACE_LIMIT_MILLIS,
  SOFT_LIMIT_MILLIS,
  verdictOf,
  WORD_MILLIS,
  type Answers,
  type Outlook,
  type Verdict,
} from './hostChoice';
import { HostMemory } from './hostMemory';
import { loadHosts, reloadHosts, type Host } from './hosts';
import { raceHosts } from './race';
import { RetryBudget } from './retryBudget';

const RELOAD_EVERY_MILLIS = 300_000;
/** After everything failed, the list of hosts is read again at most this often. */
const RELOAD_SOONEST_MILLIS = 10_000;
/** A sign stays long enough to be read. */
const CHANGING_SHOWN_MILLIS = 1200;
const SLOW_SHOWN_MILLIS = 10_000;

const NOTHING_SAID: Answers = new Map();

/** What is around a connection; tests bring their own. */
export interface Surroundings {
  readonly load: typeof fetch;
  readonly now: () => number;
  /** A number in 0..1, 1 excluded. */
  readonly random: () => number;
}

const browser: Surroundings = {
  load: (input, init) => fetch(input, init),
  now: () => Date.now(),
  random: () => Math.random(),
};

/**
 * Where this page talks to: the one place that knows the hosts and which of them is in use. Requests and sockets tell it
 * what they meet, and ask it where to go; the decisions are those of `hostChoice.ts`.
 */
export class Connection {
  hosts = $state.raw<readonly Host[]>([]);
  /** The host in use. It changes only when another host has answered in its place, or when it left the list. */
  host = $state.raw<Host>({ id: '', url: '', slot: 0 });
  /** Signs for the reader: on the way to another host; every host is slow. */
  changing = $state(false);
  slow = $state(false);

  /** Called with the id of a host that left the list: who is connected there goes elsewhere. */
  readonly onGone = new Set<(hostId: string) => void>();
  private readonly around: Surroundings;
  private readonly memory: HostMemory;
  private readonly budget: RetryBudget;
  private readonly racing = new Map<string, Promise<Answers>>();
  /** What the newest race told, and when. */
  private said: { readonly answers: Answers; readonly at: number } | null = null;
  private readonly disbelief: Disbelief;
  private reloading: Promise<void> | null = null;
  private reloadedAt = -Infinity;
  private changingTimer: ReturnType<typeof setTimeout> | undefined;
  private slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(hosts: readonly Host[], around: Partial<Surroundings> = {}) {
    this.around = { ...browser, ...around };
    this.memory = new HostMemory(this.around.now);
    this.budget = new RetryBudget(this.around.now);
    this.disbelief = new Disbelief(this.around.now);
    this.hosts = hosts;
    const first = firstHost(this.outlook(), this.memory.chosen, location.origin, this.around.random());
    if (!first) throw new Error('A connection needs at least one host.');
    this.host = first;
    this.memory.choose(first.id);
  }

  /** A file did not come from the host in use: is it the host? Returns the addresses of all hosts, which may have it. */
  missing(): readonly string[] {
    void this.doubt();
    return this.hosts.map((host) => host.url);
  }

  static async open(): Promise<Connection> {
    const connection = new Connection(await loadHosts(location.origin));
    setInterval(() => void connection.reload(), RELOAD_EVERY_MILLIS);
    return connection;
  }

  get origin(): string {
    return this.host.url;
  }

  get load(): typeof fetch {
    return this.around.load;
  }

  random(): number {
    return this.around.random();
  }

  now(): number {
    return this.around.now();
  }

  find(hostId: string | null): Host | null {
    return this.hosts.find((host) => host.id === hostId) ?? null;
  }

  issuerOf(code: string): Host | null {
    return issuerOf(code, this.hosts);
  }

  /** Where to go on after the hosts in `tried`. Null: each was tried once. */
  another(tried: ReadonlySet<string>): Host | null {
    return nextHost(this.outlook(), tried, this.around.random());
  }

  /** False when this tab has said enough things again for now. */
  spend(): boolean {
    return this.budget.spend();
  }

  /** Milliseconds until this tab may try again. */
  get budgetMillis(): number {
    return this.budget.waitMillis();
  }

  /** Asks all hosts whether they are there, and says what that means for `hostId`. */
  async judge(hostId: string): Promise<Verdict> {
    const verdict = verdictOf(hostId, await this.askAround(hostId), this.hosts);
    if (verdict === 'internet' && navigator.onLine !== false) this.showSlow();
    return verdict;
  }

  /** Where to knock without asking, for who is at a host that is no good. Null: ask for a better one. */
  onlyOther(hostId: string): Host | null {
    return onlyOther(this.outlook(), hostId);
  }

  /** A host that has answered just now that it serves, for who is at one that is no good. Null: stay there. */
  async better(hostId: string): Promise<Host | null> {
    if (this.hosts.every((host) => host.id === hostId)) return null;
    await this.askAround(hostId);
    return betterHost(this.outlook(), hostId, this.disbelief.hosts, this.random());
  }

  /** Those who ask at once share one race. */
  private askAround(hostId: string): Promise<Answers> {
    let race = this.racing.get(hostId);
    if (!race) {
      race = raceHosts(this.hosts, hostId, this.around.load, RACE_LIMIT_MILLIS, RACE_GRACE_MILLIS);
      this.racing.set(hostId, race);
      void race.then((answers) => {
        this.racing.delete(hostId);
        this.said = { answers, at: this.now() };
      });
    }
    return race;
  }

  /** Something small did not come, a picture for example: if it is the host, the next one is used from now on. */
  async doubt(): Promise<void> {
    const { host } = this;
    const verdict = await this.judge(host.id);
    if ((verdict !== 'host' && verdict !== 'no-good') || host.id !== this.host.id) return;
    const next = this.another(new Set([host.id]));
    if (next) this.answered(next, [host.id], 0);
  }

  /** A socket was not served there, whatever the host has just said of itself. */
  disappointed(hostId: string): void {
    if (this.answers.get(hostId) === 'serves') this.disbelief.add(hostId);
  }

  /** A socket is served there. */
  believe(hostId: string): void {
    this.disbelief.end(hostId);
  }

  /** On the way from a host that does not serve to another one. */
  leaving(): void {
    clearTimeout(this.changingTimer);
    this.changing = true;
  }

  /** Every host was tried; what the reader sees now is that nothing answers. */
  gaveUp(): void {
    clearTimeout(this.changingTimer);
    this.changing = false;
  }

  /** A host says of itself that it cannot serve now, or is about to stop: new choices avoid it. */
  avoid(hostId: string): void {
    this.memory.avoid([hostId]);
  }

  /**
   * A host served after those in `left` had not: only now do we know that it was them and not the internet.
   *
   * @param millis how long it took
   * @param serves false: it is no good itself, but no other was better
   */
  answered(host: Host, left: Iterable<string>, millis: number, serves = true): void {
    const others = [...left].filter((id) => id !== host.id);
    if (serves) this.memory.trust(host.id);
    if (others.length > 0) this.memory.avoid(others);
    if (others.includes(this.host.id)) this.use(host);
    if (millis < SOFT_LIMIT_MILLIS) this.showQuick();
    if (this.changing) {
      clearTimeout(this.changingTimer);
      this.changingTimer = setTimeout(() => (this.changing = false), CHANGING_SHOWN_MILLIS);
    }
  }

  /** Goes to a host that was named, whatever happened before. */
  use(host: Host): void {
    this.host = host;
    this.memory.choose(host.id);
  }

  /** Reads the list of hosts again; not more often than every 10 s. Never fails: without an answer the old list stands. */
  reload(): Promise<void> {
    if (this.around.now() - this.reloadedAt < RELOAD_SOONEST_MILLIS) return this.reloading ?? Promise.resolve();
    this.reloadedAt = this.around.now();
    this.reloading = reloadHosts(location.origin, this.around.load).then((hosts) => {
      this.reloading = null;
      if (hosts) this.adopt(hosts);
    });
    return this.reloading;
  }

  private adopt(hosts: readonly Host[]): void {
    const gone = this.hosts.filter((host) => !hosts.some((other) => other.id === host.id));
    this.hosts = hosts;
    const same = this.find(this.host.id);
    const next = same ?? firstHost(this.outlook(), this.memory.chosen, location.origin, this.around.random());
    if (next && (next.id !== this.host.id || next.url !== this.host.url)) this.use(next);
    for (const host of gone) for (const tell of [...this.onGone]) tell(host.id);
  }

  private outlook(): Outlook {
    return { hosts: this.hosts, troubled: this.memory.troubled, answers: this.answers };
  }

  private get answers(): Answers {
    return this.said && this.now() - this.said.at < WORD_MILLIS ? this.said.answers : NOTHING_SAID;
  }

  private showSlow(): void {
    this.slow = true;
    clearTimeout(this.slowTimer);
    this.slowTimer = setTimeout(() => (this.slow = false), SLOW_SHOWN_MILLIS);
  }

  private showQuick(): void {
    clearTimeout(this.slowTimer);
    this.slow = false;
  }
}
