import { vi } from 'vitest';

/** Stands in for the network's far end: tests play the server. */
export class FarEnd {
  static readonly OPEN = 1;
  static all: FarEnd[] = [];
  /** Whether pings are answered by themselves. */
  static pongs = false;
  /** This one answers no ping, whatever the others do. */
  mute = false;
  readyState = 0;
  readonly sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;

  constructor(readonly url: string) {
    FarEnd.all.push(this);
  }

  static get last(): FarEnd {
    const last = FarEnd.all[FarEnd.all.length - 1];
    if (!last) throw new Error('Nobody has connected.');
    return last;
  }

  /** The newest connection to a host. */
  static to(host: string): FarEnd {
    const last = FarEnd.all.filter((one) => one.url.includes(`//${host}.example.org/`)).at(-1);
    if (!last) throw new Error(`Nobody has connected to ${host}.`);
    return last;
  }

  /** Replaces the browser's WebSocket until `vi.unstubAllGlobals`. */
  static install(): void {
    FarEnd.all = [];
    FarEnd.pongs = false;
    vi.stubGlobal('WebSocket', FarEnd);
  }

  send(text: string): void {
    const message = JSON.parse(text) as Record<string, unknown>;
    this.sent.push(message);
    if (FarEnd.pongs && !this.mute && message.type === 'ping')
      void Promise.resolve().then(() => this.say({ type: 'pong' }));
  }

  close(): void {
    this.readyState = 3;
  }

  /** The server accepts, and says each message. */
  accept(...messages: object[]): void {
    this.readyState = 1;
    this.onopen?.();
    this.say({ type: 'pong' }, ...messages);
  }

  say(...messages: object[]): void {
    for (const message of messages) this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The connection breaks, or the server closes it. */
  break(code = 1006, reason = ''): void {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  sentOf(type: string): Record<string, unknown>[] {
    return this.sent.filter((message) => message.type === type);
  }
}
