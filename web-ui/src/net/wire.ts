import type { Host } from './hosts';

type Message = { readonly type: string };

export interface WireEvents<In> {
  /** Called for every message but `pong`. */
  readonly message: (message: In) => void;
  /** Something came, a `pong` for example. */
  readonly heard?: () => void;
  /** Nothing came for a while though it should have. `still` says whether that holds, also later. */
  readonly silent: (still: () => boolean) => void;
  readonly closed: (code: number, reason: string) => void;
}

/** A board says nothing else: how soon it notices that its host fell silent hangs on this. */
const PING_EVERY_MILLIS = 1500;
/**
 * Silence after a ping, or while opening, is looked into after this long. With the ping and the look a silent host is
 * left within 2.7 s.
 */
const SILENT_MILLIS = 1000;
const PING = JSON.stringify({ type: 'ping' });

/** One websocket to one host, from its opening to its end: says hello, pings and notices silence. */
export class Wire<Out extends Message, In extends Message> {
  private readonly socket: WebSocket;
  private pingTimer: ReturnType<typeof setInterval> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was heard and expected, so that a look at silence that ends late is known to be late. */
  private expecting = 0;
  private ended = false;

  constructor(
    host: Host,
    path: '/ws/board' | '/ws/teacher',
    hello: () => Out,
    private events: WireEvents<In>,
  ) {
    const socket = new WebSocket(host.url.replace(/^http/, 'ws') + path);
    this.socket = socket;
    this.expectAnswer();
    socket.onopen = () => {
      socket.send(JSON.stringify(hello()));
      socket.send(PING);
      this.pingTimer = setInterval(() => this.ping(), PING_EVERY_MILLIS);
    };
    socket.onmessage = (event) => this.receive(event.data);
    socket.onclose = ({ code, reason }) => {
      this.end();
      this.events.closed(code, reason);
    };
  }

  /** From now on somebody else is told what happens to it. */
  handTo(events: WireEvents<In>): void {
    this.events = events;
  }

  /** False when it could not be sent now. */
  send(message: Out): boolean {
    if (this.ended || this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  ping(): void {
    if (this.ended || this.socket.readyState !== WebSocket.OPEN) return;
    this.socket.send(PING);
    this.expectAnswer();
  }

  /** Asks for a sign of life, unless one is due already: asking again does not put that off. */
  probe(): void {
    if (this.silenceTimer === undefined) this.ping();
  }

  /** Nothing is heard of it any more. */
  end(): void {
    this.ended = true;
    this.heard();
    clearInterval(this.pingTimer);
    const { socket } = this;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  private expectAnswer(): void {
    if (this.silenceTimer !== undefined || this.ended) return;
    const expecting = ++this.expecting;
    const still = () => !this.ended && expecting === this.expecting;
    this.silenceTimer = setTimeout(() => this.events.silent(still), SILENT_MILLIS);
  }

  private receive(data: unknown): void {
    this.heard();
    this.events.heard?.();
    const message = parse<In>(data);
    if (message && message.type !== 'pong') this.events.message(message);
  }

  private heard(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = undefined;
    this.expecting++;
  }
}

function parse<In extends Message>(data: unknown): In | null {
  try {
    const message = JSON.parse(String(data)) as In | null;
    return typeof message?.type === 'string' ? message : null;
  } catch {
    return null;
  }
}
