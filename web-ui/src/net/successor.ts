import type { Host } from './hosts';
import { isGreeting, troubleAfter } from './trouble';
import type { Wire, WireEvents } from './wire';

type Message = { readonly type: string };

export interface SuccessorEvents<In> {
  /** The host has greeted us, by this message. */
  readonly greeted: (message: In) => void;
  /** The host does not serve, or says nothing. Told once; nothing is told after it. */
  readonly failed: () => void;
}

/** Milliseconds. */
export interface Patience {
  /** How long it waits before it opens: others come to that host as well. */
  readonly afterMillis: number;
  /** How long silence is borne from when it is noticed. */
  readonly borneMillis: number;
}

/**
 * A connection that is to take the place of another one, whose host is about to stop or no good, and that is opened while
 * the other one stands. What its host says before it greets us is not for the page.
 */
export class Successor<Out extends Message, In extends Message> {
  /** When it was opened; before that, when it was decided on. Milliseconds since 1970. */
  beganAt: number;
  private wire: Wire<Out, In> | null = null;
  private timer: ReturnType<typeof setTimeout>;
  private still: (() => boolean) | null = null;

  constructor(
    readonly host: Host,
    private readonly patience: Patience,
    open: (events: WireEvents<In>) => Wire<Out, In>,
    private readonly now: () => number,
    private readonly events: SuccessorEvents<In>,
  ) {
    this.beganAt = now();
    this.timer = setTimeout(() => {
      this.beganAt = this.now();
      this.wire = open({
        message: (message) => this.says(message),
        silent: (still) => this.silent(still),
        closed: () => this.fail(),
      });
    }, patience.afterMillis);
  }

  /** The connection, which is the caller's from now on, as is its silence. Null: it was not opened yet, and will not be. */
  take(events: WireEvents<In>): Wire<Out, In> | null {
    const { wire } = this;
    clearTimeout(this.timer);
    this.wire = null;
    wire?.handTo(events);
    if (wire && this.still?.()) events.silent(this.still);
    return wire;
  }

  end(): void {
    clearTimeout(this.timer);
    this.wire?.end();
    this.wire = null;
  }

  private says(message: In): void {
    if (troubleAfter(null, message) !== null) this.fail();
    else if (isGreeting(message)) this.events.greeted(message);
  }

  private silent(still: () => boolean): void {
    this.still = still;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (still()) this.fail();
    }, this.patience.borneMillis);
  }

  private fail(): void {
    this.end();
    this.events.failed();
  }
}
