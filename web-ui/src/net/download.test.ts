import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection } from './connection.svelte';
import { download } from './download';

const FILE = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
const servers: Server[] = [];
const ranges: (string | undefined)[] = [];

beforeEach(() => {
  // Node's own client over real sockets: of the browser only this is needed.
  vi.stubGlobal('location', { origin: 'http://127.0.0.1:9' });
  vi.stubGlobal('navigator', { onLine: true });
  ranges.length = 0;
});

afterEach(() => {
  vi.unstubAllGlobals();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function host(id: string, slot: number, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    if (request.url === '/media/1/f.bin') ranges.push(request.headers.range);
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { id, slot, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const breaks = (after: number) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(200, { 'Content-Length': FILE.length });
  response.write(FILE.subarray(0, after), () => response.destroy());
};

function parts(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  response.writeHead(from > 0 ? 206 : 200, { 'Content-Type': 'application/x-test' }).end(FILE.subarray(from));
}

function whole(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200).end(FILE);
}

test.each([
  ['goes on where it was', parts],
  ['begins again where files are not parted', whole],
])('a transfer that breaks %s, on the next host', async (_, next) => {
  const hosts = [await host('a', 1, breaks(40_000)), await host('b', 2, next)];
  const connection = new Connection(hosts, { random: () => 0 });
  const blob = await download(connection, '/media/1/f.bin');
  expect(Buffer.from(await blob.arrayBuffer()).equals(FILE)).toBe(true);
  expect(ranges[0]).toBeUndefined();
  expect(Number(/^bytes=(\d+)-$/.exec(ranges[1] ?? '')?.[1])).toBeGreaterThan(0);
  expect(connection.host.id).toBe('b');
});

test('a transfer that breaks everywhere ends with an error that says so', async () => {
  const hosts = [await host('a', 1, breaks(10)), await host('b', 2, breaks(20))];
  const connection = new Connection(hosts, { random: () => 0 });
  await expect(download(connection, '/media/1/f.bin')).rejects.toMatchObject({
    tried: [{ hostId: 'a' }, { hostId: 'b' }],
  });
});
