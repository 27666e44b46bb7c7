import type { Host } from './hosts';
import { reconnectDelayMillis } from './reconnect';
import { isGreeting, troubleAfter } from './trouble';
import { Wire } from './wire';

type Message = { readonly type: string };

export interface LineEvents<In> {
  readonly message: (message: In) => void;
  /** Another one of `greeted`, `silent` and `trouble`. */
  readonly changed: () => void;
}

/** A silent connection is borne this long before it is made anew: on slow internet its answer may still come. */
const BORNE_MILLIS = 3000;

/**
 * A connection to one named host, beside the one of `LiveSocket`: it comes back to the same host with full jitter for as
 * long as it is wanted, and never goes to another. A host that cannot be reached costs its own tries and nothing else.
 */
export class Line<Out extends Message, In extends Message> {
  greeted = false;
  silent = false;
  /** Why the host says that it is no good. */
  trouble: string | null = null;
  private wire: Wire<Out, In> | null = null;
  private attempt = 0;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly host: Host,
    private readonly path: '/ws/board' | '/ws/teacher',
    private readonly hello: () => Out,
    private readonly random: () => number,
    private readonly events: LineEvents<In>,
  ) {
    this.open();
  }

  /** False when it could not be sent now. */
  send(message: Out): boolean {
    return this.greeted && this.wire !== null && this.wire.send(message);
  }

  /** The same, and the host is to show that it is alive. */
  ask(message: Out): boolean {
    const sent = this.send(message);
    if (sent) this.wire?.probe();
    return sent;
  }

  /** The network or the reader is back: now is better than later. */
  hurry(): void {
    if (this.wire) this.wire.ping();
    else this.open();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.wire?.end();
    this.wire = null;
    this.greeted = false;
  }

  private open(): void {
    if (this.stopped || this.wire) return;
    clearTimeout(this.timer);
    this.wire = new Wire<Out, In>(this.host, this.path, this.hello, {
      message: (message) => this.receive(message),
      heard: () => this.is(this.greeted, this.trouble, false),
      silent: (still) => this.quiet(still),
      closed: () => this.lost(),
    });
  }

  private receive(message: In): void {
    const greeted = this.greeted || isGreeting(message);
    if (greeted) this.attempt = 0;
    this.is(greeted, troubleAfter(this.trouble, message), false);
    this.events.message(message);
  }

  private quiet(still: () => boolean): void {
    this.is(this.greeted, this.trouble, true);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (still()) this.lost();
    }, BORNE_MILLIS);
  }

  private lost(): void {
    this.wire?.end();
    this.wire = null;
    clearTimeout(this.timer);
    const delay = reconnectDelayMillis(this.attempt++, this.random(), document.visibilityState === 'hidden');
    this.timer = setTimeout(() => this.open(), delay);
    this.is(false, null, false);
  }

  private is(greeted: boolean, trouble: string | null, silent: boolean): void {
    if (this.stopped || (greeted === this.greeted && trouble === this.trouble && silent === this.silent)) return;
    this.greeted = greeted;
    this.trouble = trouble;
    this.silent = silent;
    this.events.changed();
  }
}
