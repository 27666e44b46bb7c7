import { createServer } from 'node:net';

const FIRST = 8800;
const LAST = 8890;
/** A host takes ten ports from its first one on. */
const PER_HOST = 10;

/** The first port of a free range for one host. */
export async function freeRange(): Promise<number> {
  for (let first = FIRST; first <= LAST; first += PER_HOST) {
    const ports = Array.from({ length: PER_HOST }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error(`No ten ports in a row are free between ${FIRST} and ${LAST + PER_HOST - 1}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
