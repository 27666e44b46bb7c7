import { reconnectDelayMillis } from './reconnect';

/** online: the server answered; reconnecting: trying; offline: the device itself has no network. */
export type LinkState = 'online' | 'reconnecting' | 'offline';

export interface SocketEvents<In> {
  /** Called for every message but `pong`. */
  readonly message: (message: In) => void;
  readonly state: (state: LinkState) => void;
  /** A try ended before the server said anything: the page may want to ask whether it is still signed in. */
  readonly refused?: () => void;
}

type Message = { readonly type: string };

const PING_EVERY_MILLIS = 20_000;
/** A connection that stays silent this long after a ping is dead, whatever the network card says. */
const ANSWER_WITHIN_MILLIS = 8_000;
const OPEN_WITHIN_MILLIS = 10_000;

/**
 * A websocket that stays: says hello, pings, notices silence, and comes back with full jitter; at once when the page
 * becomes visible or the network returns. What is sent while it is away is dropped: the caller says it again in `state`.
 */
export class LiveSocket<Out extends Message, In extends Message> {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private answered = false;
  private stopped = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  private current: LinkState | null = null;

  constructor(
    private readonly url: () => string,
    private readonly hello: () => Out,
    private readonly events: SocketEvents<In>,
  ) {}

  start(): void {
    this.stopped = false;
    addEventListener('online', this.hurry);
    addEventListener('offline', this.lost);
    document.addEventListener('visibilitychange', this.hurry);
    this.open();
  }

  stop(): void {
    this.stopped = true;
    removeEventListener('online', this.hurry);
    removeEventListener('offline', this.lost);
    document.removeEventListener('visibilitychange', this.hurry);
    this.drop();
  }

  /** False when the message could not be sent now. */
  send(message: Out): boolean {
    if (!this.answered || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  /** Leaves this connection and makes a new one soon, as the server asked before it goes down. */
  move(): void {
    this.drop();
    this.retryLater();
  }

  private open(): void {
    if (this.stopped || this.socket) return;
    clearTimeout(this.retryTimer);
    this.show();
    const socket = new WebSocket(this.url());
    this.socket = socket;
    this.answered = false;
    this.expectAnswer(OPEN_WITHIN_MILLIS);
    socket.onopen = () => {
      socket.send(JSON.stringify(this.hello()));
      socket.send(PING);
      this.pingTimer = setInterval(() => this.ping(), PING_EVERY_MILLIS);
    };
    socket.onmessage = (event) => this.receive(event);
    socket.onclose = () => {
      const wasAnswered = this.answered;
      this.drop();
      if (!wasAnswered) this.events.refused?.();
      this.retryLater();
    };
  }

  private receive(event: MessageEvent): void {
    clearTimeout(this.silenceTimer);
    const message = parse<In>(event.data);
    if (!this.answered) {
      this.answered = true;
      this.attempt = 0;
      this.show();
    }
    if (message && message.type !== 'pong') this.events.message(message);
  }

  private ping(): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.socket.send(PING);
    this.expectAnswer(ANSWER_WITHIN_MILLIS);
  }

  private expectAnswer(millis: number): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      this.drop();
      this.retryLater();
    }, millis);
  }

  private drop(): void {
    clearInterval(this.pingTimer);
    clearTimeout(this.silenceTimer);
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
    if (this.stopped) return;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.open(), reconnectDelayMillis(this.attempt++, Math.random()));
  }

  private readonly hurry = () => {
    if (document.visibilityState === 'hidden') return;
    if (this.socket) this.ping();
    else this.open();
    this.show();
  };

  private readonly lost = () => this.show();

  private show(): void {
    const state: LinkState = this.answered ? 'online' : navigator.onLine === false ? 'offline' : 'reconnecting';
    if (state === this.current) return;
    this.current = state;
    this.events.state(state);
  }
}

const PING = JSON.stringify({ type: 'ping' });

function parse<In extends Message>(data: unknown): In | null {
  try {
    const message = JSON.parse(String(data)) as In | null;
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
