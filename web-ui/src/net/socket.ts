import type { Connection } from './connection.svelte';
import { SOFT_LIMIT_MILLIS } from './hostChoice';
import type { Host } from './hosts';
import { reconnectDelayMillis } from './reconnect';

/**
 * online: the server has greeted us; reconnecting: trying; offline: the device itself has no network; elsewhere: another
 * window took this one's place.
 */
export type LinkState = 'online' | 'reconnecting' | 'offline' | 'elsewhere';

export interface SocketEvents<In> {
  /** Called for every message but `pong` and `moveTo`. */
  readonly message: (message: In) => void;
  readonly state: (state: LinkState) => void;
  /** A try ended before the server greeted us: the page may want to ask whether it is still signed in. */
  readonly refused?: () => void;
}

type Message = { readonly type: string };

/** A board says nothing else: how soon it notices that its host fell silent hangs on this. */
const PING_EVERY_MILLIS = 2_000;
/** On slow internet, silence after a ping or while opening is borne this long, after the soft limit. */
const SLOW_SILENCE_MILLIS = 8_500;

/**
 * A websocket that stays: says hello, pings, notices silence, and comes back. A host that refuses, does not open or goes
 * silent beside hosts that answer is left for the next one at once; when each was tried it comes back with full jitter,
 * or at once when the page becomes visible or the network returns. It stays with a host that serves. What is sent while
 * it is away is dropped: the caller says it again. Whose place another window took does not come back by itself, or the
 * two would take it from each other for ever: only when its page becomes visible, or `resume` is called.
 */
export class LiveSocket<Out extends Message, In extends Message> {
  /** The host of this connection, or of the try under way. */
  host: Host | null = null;
  private socket: WebSocket | null = null;
  private readonly tried = new Set<string>();
  private attempt = 0;
  private beganAt = 0;
  private answered = false;
  private replaced = false;
  private stopped = true;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was heard and expected, so that a verdict that comes late is known to be late. */
  private expecting = 0;
  private current: LinkState | null = null;

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
    if (!this.answered || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** The same for a message that is answered: silence after it is looked into. */
  ask(message: Out): boolean {
    const sent = this.send(message);
    if (sent) this.expectAnswer();
    return sent;
  }

  /** Leaves this connection for the host that is named, or another one: this one is about to stop, or cannot serve. */
  move(hostId: string | null): void {
    const from = this.host;
    if (!from) return;
    this.connection.avoid(from.id);
    this.tried.add(from.id);
    this.drop();
    const to = this.connection.find(hostId) ?? this.connection.another(this.tried);
    if (to) this.connection.leaving();
    this.retryAfter(reconnectDelayMillis(0, this.connection.random()), to ?? from);
  }

  /** Goes to a host for a reason of its own; the one that is left is not at fault. */
  moveOver(to: Host): void {
    this.drop();
    this.connection.use(to);
    this.open(to);
  }

  /** Takes the place back that another window took; does nothing otherwise. */
  resume(): void {
    if (!this.replaced) return;
    this.replaced = false;
    this.open(this.connection.host);
  }

  private open(host: Host): void {
    if (this.stopped || this.socket || this.replaced) return;
    clearTimeout(this.retryTimer);
    this.show();
    const socket = new WebSocket(host.url.replace(/^http/, 'ws') + this.path);
    this.host = host;
    this.socket = socket;
    this.answered = false;
    this.beganAt = this.connection.now();
    this.expectAnswer();
    socket.onopen = () => {
      socket.send(JSON.stringify(this.hello()));
      socket.send(PING);
      this.pingTimer = setInterval(() => this.ping(), PING_EVERY_MILLIS);
    };
    socket.onmessage = (event) => this.receive(event, host);
    socket.onclose = ({ code, reason }) => {
      if (code === NORMAL && reason === 'replaced') {
        this.replaced = true;
        return this.drop();
      }
      const wasAnswered = this.answered;
      if (wasAnswered) {
        // A blip or a restart: the same host first, so that a building does not change hosts for nothing.
        this.drop();
        this.connection.spend();
        return this.retryLater();
      }
      this.events.refused?.();
      this.goOn();
    };
  }

  private receive(event: MessageEvent, host: Host): void {
    this.heard();
    const message = parse<In>(event.data);
    if (!message) return;
    const away = isAway(message);
    if (away && this.connection.hasBetter(host.id, this.tried)) return this.move(null);
    // Anything can say pong: who turns us away, or cannot greet us, does so too.
    if (!this.answered && message.type !== 'pong' && (away || message.type !== 'problem')) {
      this.answered = true;
      this.attempt = 0;
      this.connection.answered(host, this.tried, this.connection.now() - this.beganAt);
      this.tried.clear();
      this.show();
    }
    if (message.type === 'moveTo') return this.move((message as { host?: string | null }).host ?? null);
    if (message.type !== 'pong') this.events.message(message);
  }

  private ping(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(PING);
    this.expectAnswer();
  }

  /** What is asked while an answer is due already does not put that off. */
  private expectAnswer(): void {
    if (this.silenceTimer !== undefined) return;
    const expecting = ++this.expecting;
    const { socket, host } = this;
    const late = () => socket !== this.socket || expecting !== this.expecting || !host;
    this.silenceTimer = setTimeout(async () => {
      if (late() || !host) return;
      const verdict = await this.connection.judge(host.id);
      if (late()) return;
      if (verdict === 'host' || verdict === 'answering' || navigator.onLine === false) this.goOn();
      else this.silenceTimer = setTimeout(() => late() || this.goOn(), SLOW_SILENCE_MILLIS);
    }, SOFT_LIMIT_MILLIS);
  }

  /** This host did not serve: the next one at once, or all of them again later. */
  private goOn(): void {
    if (this.host) this.tried.add(this.host.id);
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

  private heard(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = undefined;
    this.expecting++;
  }

  private drop(): void {
    clearInterval(this.pingTimer);
    this.heard();
    clearTimeout(this.retryTimer);
    const socket = this.socket;
    this.socket = null;
    this.answered = false;
    if (socket) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
    if (!this.stopped) this.show();
  }

  private retryLater(): void {
    const delay = reconnectDelayMillis(this.attempt++, this.connection.random());
    this.retryAfter(Math.max(delay, this.connection.budgetMillis), null);
  }

  private retryAfter(millis: number, to: Host | null): void {
    if (this.stopped) return;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.open(to ?? this.connection.host), millis);
  }

  private readonly hurry = () => {
    if (document.visibilityState === 'hidden') return;
    if (this.socket) this.ping();
    else this.open(this.connection.host);
    this.show();
  };

  private readonly seen = () => {
    if (document.visibilityState !== 'hidden') this.resume();
    this.hurry();
  };

  /** Without network a connection may well look whole: it is tried, so that the reader is told soon. */
  private readonly lost = () => {
    this.ping();
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
const PING = JSON.stringify({ type: 'ping' });

/** The host is there but its database is not. */
function isAway(message: Message & { readonly code?: unknown }): boolean {
  return message.type === 'problem' && message.code === 'database-away';
}

function parse<In extends Message>(data: unknown): In | null {
  try {
    const message = JSON.parse(String(data)) as In | null;
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
