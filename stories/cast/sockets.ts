import type { BrowserContext, Page, WebSocket } from '@playwright/test';
import { originOf, type HostId } from '../host/steadyboard';

const open = new WeakMap<Page, Set<WebSocket>>();

/** Follows the websockets of all pages of a browser, so that a story knows which hosts a page is connected to. */
export function followSockets(context: BrowserContext): void {
  context.on('page', (page) => {
    const sockets = new Set<WebSocket>();
    open.set(page, sockets);
    page.on('websocket', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
  });
}

/** Whether the page has a connection to this host now. A page that is loaded anew may still count what it had before. */
export function isConnectedTo(page: Page, host: HostId): boolean {
  return [...(open.get(page) ?? [])].some((socket) => new URL(socket.url()).host === new URL(originOf(host)).host);
}
