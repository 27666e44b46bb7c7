import type { Connection } from './connection.svelte';
import type { Host } from './hosts';
import { reconnectDelayMillis } from './reconnect';
import { Successor } from './successor';
import { isGreeting, isTrouble, troubleAfter } from './trouble';
import { Wire, type WireEvents } from './wire';

/**
 * online: the server has greeted us; reconnecting: trying; offline: the device itself has no network; elsewhere: another
 * window took this one's place.
 */
export type LinkState = 'online' | 'reconnecting' | 'offline' | 'elsewhere';

export interface SocketEvents<In> {
  /** Called for every message but `pong` and `moveTo`. */
  readonly message: (message: In) => void;
  readonly state: (state: LinkState) => void;
  /** Why the host says that it is no good, while we stay because no other is better; null: it is well. */
  readonly trouble?: (code: string | null) => void;
  /** A try ended before the server greeted us: the page may want to ask whether it is still signed in. */
  readonly refused?: () => void;
}

type Message = { readonly type: string };

/** While nobody answers at all, silence is borne this long after the first look. */
const SILENCE_BORNE_MILLIS = 10_000;
/** How often the other hosts are asked again while ours is no good, or nobody answers. */
const LOOK_AGAIN_MILLIS = 3000;
/** All boards of a host hear in one moment that it is no good; they go, or ask around, spread over this. */
const LOOK_SPREAD_MILLIS = 400;
/** How long a host that said it serves may take to greet us: there may be a whole school that comes to it just now. */
const LOOK_BORNE_MILLIS = 5000;
/** The same for one that has just started, while ours still serves: who gives up and knocks again costs it the more. */
const MOVE_BORNE_MILLIS = 10_000;
/** All connections of a host that is about to stop hear so in one moment. It serves them until then, so there is time. */
const MOVE_SPREAD_MILLIS = 1000;

/**
 * A websocket that stays: says hello, pings, notices silence, and comes back. A host that refuses, does not open or goes
 * silent beside hosts that answer is left for the next one at once; when each was tried it comes back with full jitter,
 * or at once when the page becomes visible or the network returns. A host that says it is no good, or is about to stop, is
 * left once another one has greeted us: without one the page stays there, and nobody waits for a host that has just
 * started or only says that it serves. It stays with a host that serves. What is sent while it is away is dropped: the caller says it again. Whose place another window took does not come back by itself, or the
 * two would take it from each other for ever: only when its page becomes visible, or `resume` is called.
 */
export class LiveSocket<Out extends Message, In extends Message> {
  /** The host of this connection, or of the try under way. */
  host: Host | null = null;
  private wire: Wire<Out, In> | null = null;
  private readonly tried = new Set<string>();
  private attempt = 0;
  private beganAt = 0;
  private answered = false;
  private trouble: string | null = null;
  private replaced = false;
  private stopped = true;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private lookTimer: ReturnType<typeof setTimeout> | undefined;
  private current: LinkState | null = null;
  private moving = false;
  /** Since our host is no good, the only other one was tried. */
  private knocked = false;
  private successor: Successor<Out, In> | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly path: '/ws/board' | '/ws/teacher',
    private readonly hello: () => Out,
    private readonly events: SocketEvents<In>,
  ) {}

  start(): void {
    this.replaced = false;
    this.stopped = false;
    addEventListener('online', this.hurry);
    addEventListener('offline', this.lost);
    document.addEventListener('visibilitychange', this.seen);
    this.connection.onGone.add(this.hostGone);
    this.open(this.connection.host);
  }

  stop(): void {
    this.stopped = true;
    removeEventListener('online', this.hurry);
    removeEventListener('offline', this.lost);
    document.removeEventListener('visibilitychange', this.seen);
    this.connection.onGone.delete(this.hostGone);
    this.drop();
  }

  /** False when the message could not be sent now. */
  send(message: Out): boolean {
    return this.answered && this.wire !== null && this.wire.send(message);
  }

  /** The same, and the host is to show that it is alive: silence after it is looked into, a slow answer is not. */
  ask(message: Out): boolean {
    const sent = this.send(message);
    if (sent) this.wire?.probe();
    return sent;
  }

  /** Takes the place back that another window took; does nothing otherwise. */
  resume(): void {
    if (!this.replaced) return;
    this.replaced = false;
    this.open(this.connection.host);
  }

  /** What the host refused shows that it is no good now: the same as when it says so. */
  suspect(code: string): void {
    if (this.wire && isTrouble(code)) this.ails(code);
  }

  private open(host: Host): void {
    if (this.stopped || this.wire || this.replaced) return;
    clearTimeout(this.retryTimer);
    this.show();
    this.host = host;
    this.answered = false;
    this.beganAt = this.connection.now();
    this.wire = this.dial(host, this.eventsOf(host));
  }

  private dial(host: Host, events: WireEvents<In>): Wire<Out, In> {
    return new Wire<Out, In>(host, this.path, this.hello, events);
  }

  private eventsOf(host: Host): WireEvents<In> {
    return {
      message: (message) => this.receive(message, host),
      silent: (still) => void this.silent(still, host),
      closed: (code, reason) => this.closed(code, reason),
    };
  }

  private closed(code: number, reason: string): void {
    if (code === NORMAL && reason === 'replaced') {
      this.replaced = true;
      return this.drop();
    }
    if (this.moving) return this.movesUngreeted();
    if (this.answered) {
      // A blip or a restart: the same host first, so that a building does not change hosts for nothing.
      this.drop();
      this.connection.spend();
      return this.retryLater();
    }
    this.events.refused?.();
    this.goOn();
  }

  private receive(message: In, host: Host): void {
    this.ails(troubleAfter(this.trouble, message));
    if (!this.answered && isGreeting(message)) this.greeted(host);
    if (message.type === 'moveTo') return this.move((message as { host?: string | null }).host ?? null);
    this.events.message(message);
  }

  /** The host is about to stop, and serves us until then. Without a host to go to we stay until it closes the connection. */
  private move(hostId: string | null): void {
    if (this.moving || !this.host) return;
    this.moving = true;
    this.connection.avoid(this.host.id);
    this.tried.add(this.host.id);
    this.moveTo(this.connection.find(hostId) ?? this.connection.another(this.tried));
  }

  private moveTo(to: Host | null): void {
    this.endSuccessor();
    if (!to) return;
    this.prepare(to, this.connection.random() * MOVE_SPREAD_MILLIS, MOVE_BORNE_MILLIS, () => {
      this.tried.add(to.id);
      this.moveTo(this.connection.another(this.tried));
    });
  }

  /** Another host is to greet us before we leave ours. */
  private prepare(to: Host, afterMillis: number, borneMillis: number, failed: () => void): void {
    this.endSuccessor();
    const successor = new Successor<Out, In>(
      to,
      { afterMillis, borneMillis },
      (events) => this.dial(to, events),
      () => this.connection.now(),
      {
        greeted: (message) => {
          this.adopt(successor);
          this.receive(message, to);
        },
        failed: () => {
          this.successor = null;
          this.connection.disappointed(to.id);
          failed();
        },
      },
    );
    this.successor = successor;
  }

  private endSuccessor(): void {
    this.successor?.end();
    this.successor = null;
  }

  /** The connection ended before another host has greeted us: the successor goes on trying in its place. */
  private movesUngreeted(): void {
    this.connection.leaving();
    if (this.successor && this.adopt(this.successor)) return;
    const to = this.connection.another(this.tried) ?? this.host;
    this.drop();
    this.retryAfter(reconnectDelayMillis(0, this.connection.random()), to);
  }

  /** False when the successor was not opened yet. */
  private adopt(successor: Successor<Out, In>): boolean {
    const wire = successor.take(this.eventsOf(successor.host));
    if (!wire) return false;
    if (this.host) {
      this.connection.avoid(this.host.id);
      this.tried.add(this.host.id);
    }
    this.drop();
    this.host = successor.host;
    this.beganAt = successor.beganAt;
    this.wire = wire;
    return true;
  }

  private greeted(host: Host): void {
    const serves = this.trouble === null;
    this.answered = true;
    this.attempt = 0;
    if (serves) this.connection.believe(host.id);
    this.connection.answered(host, this.tried, this.connection.now() - this.beganAt, serves);
    this.tried.clear();
    this.show();
  }

  /** The host is no good now, or well again. While it is no good a better one is looked for. */
  private ails(code: string | null): void {
    if (code === this.trouble) return;
    const looking = this.trouble !== null;
    this.trouble = code;
    this.events.trouble?.(code);
    if (code === null) this.stay();
    else if (!looking) this.lookLater(this.connection.random() * LOOK_SPREAD_MILLIS);
  }

  /** Our host is well again: what was prepared because it was not is not needed. */
  private stay(): void {
    clearTimeout(this.lookTimer);
    this.knocked = false;
    if (!this.moving) this.endSuccessor();
  }

  private lookLater(millis: number): void {
    clearTimeout(this.lookTimer);
    this.lookTimer = setTimeout(() => void this.lookAround(), millis);
  }

  private async lookAround(): Promise<void> {
    const { wire, host } = this;
    if (!host) return;
    const near = this.knocked ? null : this.connection.onlyOther(host.id);
    this.knocked = true;
    const better = near ?? (await this.connection.better(host.id));
    if (wire !== this.wire || this.trouble === null || this.moving) return;
    if (better) {
      this.connection.leaving();
      return this.prepare(better, 0, LOOK_BORNE_MILLIS, () => {
        this.connection.gaveUp();
        this.lookLater(0);
      });
    }
    if (!this.answered) this.greeted(host);
    this.lookLater(LOOK_AGAIN_MILLIS);
  }

  /** Nothing is heard of our host: is it the host, or the internet? */
  private async silent(still: () => boolean, host: Host): Promise<void> {
    const endsAt = this.connection.now() + SILENCE_BORNE_MILLIS;
    for (let looks = 0; still(); looks++) {
      const againAt = Math.min(this.connection.now() + LOOK_AGAIN_MILLIS, endsAt);
      if (this.connection.now() >= endsAt) return this.goOn();
      const verdict = await this.connection.judge(host.id);
      if (!still()) return;
      if (navigator.onLine === false) return this.goOn();
      if (verdict === 'answering' && looks > 0) return this.openAgain(host);
      if (verdict !== 'internet' && verdict !== 'unknown') return this.goOn();
      const rest = againAt - this.connection.now();
      if (rest > 0) await pause(rest);
    }
  }

  /** Nobody answered and now our host does: what hung was the internet, and this connection may hang for much longer. */
  private openAgain(host: Host): void {
    this.drop();
    if (this.connection.spend()) this.open(host);
    else this.retryLater();
  }

  /** This host did not serve: the next one at once, or all of them again later. */
  private goOn(): void {
    if (this.host) {
      this.tried.add(this.host.id);
      this.connection.disappointed(this.host.id);
    }
    this.drop();
    const next = navigator.onLine === false ? null : this.connection.another(this.tried);
    if (next && this.connection.spend()) {
      this.connection.leaving();
      return this.open(next);
    }
    this.connection.gaveUp();
    this.tried.clear();
    void this.connection.reload();
    this.retryLater();
  }

  private drop(): void {
    clearTimeout(this.retryTimer);
    clearTimeout(this.lookTimer);
    this.endSuccessor();
    this.moving = false;
    this.wire?.end();
    this.wire = null;
    this.answered = false;
    this.ails(null);
    if (!this.stopped) this.show();
  }

  private retryLater(): void {
    const delay = reconnectDelayMillis(this.attempt++, this.connection.random(), isHidden());
    this.retryAfter(Math.max(delay, this.connection.budgetMillis), null);
  }

  private retryAfter(millis: number, to: Host | null): void {
    if (this.stopped) return;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.open(to ?? this.connection.host), millis);
  }

  private readonly hurry = () => {
    if (isHidden()) return;
    if (this.wire) this.wire.ping();
    else this.open(this.connection.host);
    this.show();
  };

  private readonly seen = () => {
    if (!isHidden()) this.resume();
    this.hurry();
  };

  /** Without network a connection may well look whole: it is tried, so that the reader is told soon. */
  private readonly lost = () => {
    this.wire?.ping();
    this.show();
  };

  private readonly hostGone = (hostId: string) => {
    if (this.host?.id !== hostId || this.stopped) return;
    this.drop();
    this.open(this.connection.host);
  };

  private show(): void {
    const state = this.answered
      ? 'online'
      : this.replaced
        ? 'elsewhere'
        : navigator.onLine === false
          ? 'offline'
          : 'reconnecting';
    if (state === this.current) return;
    this.current = state;
    this.events.state(state);
  }
}

const NORMAL = 1000;

const isHidden = () => document.visibilityState === 'hidden';

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
