import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `out`: what browsers say to a host; `back`: what the host answers. */
export type Direction = 'out' | 'back';
const BOTH_WAYS: readonly Direction[] = ['out', 'back'];
const ALL_PORTS = 0;

/**
 * The cable between browsers and the hosts: a SOCKS5 proxy that a story can cut, as a whole or for one host, both ways or
 * one. A cut cable is silent, as a real one: connections stay open and nothing goes through, so that neither end is told.
 * A new connection takes both ways, as a handshake does.
 */
export class Link {
  private readonly server = createServer((browser) => this.greet(browser));
  private readonly sockets = new Set<Socket>();
  private readonly lines = new Set<Line>();
  private cuts: readonly { readonly port: number; readonly direction: Direction }[] = [];

  /** @returns the proxy setting for a browser context */
  async plug(): Promise<{ server: string; bypass: string }> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    // Chromium reaches its own machine directly unless it is told not to.
    return { server: `socks5://127.0.0.1:${(this.server.address() as AddressInfo).port}`, bypass: '<-loopback>' };
  }

  /** @param hostUrl of the only host whose way is cut; all hosts' without */
  cut(directions: readonly Direction[] = BOTH_WAYS, hostUrl?: string): void {
    const port = hostUrl ? Number(new URL(hostUrl).port) : ALL_PORTS;
    this.cuts = [...this.cuts, ...directions.map((direction) => ({ port, direction }))];
    for (const line of this.lines) this.obey(line);
  }

  /** The connections that were cut are gone: what was said into the cut cable is lost. */
  mend(): void {
    for (const line of [...this.lines].filter(({ port }) => this.isCut(port))) line.drop();
    this.cuts = [];
  }

  async unplug(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private isCut(port: number, directions = BOTH_WAYS): boolean {
    return this.cuts.some((cut) => (cut.port === ALL_PORTS || cut.port === port) && directions.includes(cut.direction));
  }

  private obey(line: Line): void {
    for (const direction of BOTH_WAYS) if (this.isCut(line.port, [direction])) line.cut(direction);
  }

  private greet(browser: Socket): void {
    this.hold(browser);
    browser.once('data', () => {
      browser.write(Buffer.from([5, 0]));
      browser.once('data', (asked) => this.join(browser, asked));
    });
  }

  /** Only loopback is behind the cable: of what the browser asks for, the port counts. */
  private join(browser: Socket, asked: Buffer): void {
    const port = asked.readUInt16BE(asked.length - 2);
    const line = new Line(browser, port, () => this.lines.delete(line));
    this.lines.add(line);
    if (this.isCut(port)) return;
    const host = this.hold(connect(port, '127.0.0.1'));
    // As a machine without that server would answer.
    host.once('error', () => browser.destroy());
    host.once('connect', () => {
      browser.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      line.open(host);
      this.obey(line);
    });
  }

  private hold(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    return socket;
  }
}

/** One connection over the cable; without a host for as long as it waits for one. */
class Line {
  private host: Socket | null = null;
  private readonly stopped = new Set<Direction>();

  /** @param gone called when neither end is open any more */
  constructor(
    private readonly browser: Socket,
    readonly port: number,
    private readonly gone: () => void,
  ) {
    browser.pause();
    browser.once('close', () => this.ended('out', this.host));
  }

  open(host: Socket): void {
    this.host = host;
    this.browser.pipe(host).pipe(this.browser);
    host.once('close', () => this.ended('back', this.browser));
    if (this.browser.destroyed) host.destroy();
  }

  /** From here on the reader of this direction hears nothing, not even an end. */
  cut(direction: Direction): void {
    if (!this.host) return;
    const [from, to] = direction === 'out' ? [this.browser, this.host] : [this.host, this.browser];
    from.unpipe(to);
    from.pause();
    this.stopped.add(direction);
  }

  drop(): void {
    this.browser.destroy();
    this.host?.destroy();
  }

  /** An end that breaks is no end of its stream, which is all that a pipe would pass on. */
  private ended(direction: Direction, other: Socket | null): void {
    if (!this.stopped.has(direction)) other?.destroySoon();
    if (this.browser.destroyed && (this.host?.destroyed ?? true)) this.gone();
  }
}
