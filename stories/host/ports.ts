import { createServer } from 'node:net';
import { FIRST_PORT } from './run';

const LAST = FIRST_PORT + 100;
const STEP = 10;
/** A set takes these from its first port on: ten for each of up to five hosts, and those of the links between them. */
const PER_SET = 100;

/** The first port of a free range for one set of hosts. */
export async function freeRange(): Promise<number> {
  for (let first = FIRST_PORT; first <= LAST; first += STEP) {
    const ports = Array.from({ length: PER_SET }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error(`No ${PER_SET} ports in a row are free between ${FIRST_PORT} and ${LAST + PER_SET - 1}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
