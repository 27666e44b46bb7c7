import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * The cable between one browser and the hosts: a SOCKS5 proxy that a story can cut. A cut cable is silent, as a real one:
 * connections stay open and nothing goes through, so that neither end is told.
 */
export class Link {
  private readonly server = createServer((browser) => this.greet(browser));
  private readonly sockets = new Set<Socket>();
  private whole = true;

  /** @returns the proxy setting for a browser context */
  async plug(): Promise<{ server: string; bypass: string }> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    // Chromium reaches its own machine directly unless it is told not to.
    return { server: `socks5://127.0.0.1:${(this.server.address() as AddressInfo).port}`, bypass: '<-loopback>' };
  }

  cut(): void {
    this.whole = false;
    for (const socket of this.sockets) socket.pause();
  }

  /** The connections of before are gone: what was said into the cut cable is lost. */
  mend(): void {
    this.whole = true;
    for (const socket of this.sockets) socket.destroy();
  }

  async unplug(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private greet(browser: Socket): void {
    this.hold(browser);
    if (!this.whole) return;
    browser.once('data', () => {
      browser.write(Buffer.from([5, 0]));
      browser.once('data', (asked) => this.join(browser, asked));
    });
  }

  /** Only loopback is behind the cable: of what the browser asks for, the port counts. */
  private join(browser: Socket, asked: Buffer): void {
    const host = this.hold(connect(asked.readUInt16BE(asked.length - 2), '127.0.0.1'));
    host.once('connect', () => {
      browser.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
      browser.pipe(host).pipe(browser);
      if (!this.whole) this.cut();
    });
  }

  private hold(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
    if (!this.whole) socket.pause();
    return socket;
  }
}
