import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '../cast/school';
import { dataFolder, status } from '../host/steadyboard';

const MIB = 1024 * 1024;
/** What four services, an ingress and Postgres of a host may take together. */
const WHOLE_HOST_MIB = 900;
/** mail-service is still to come: it may take what board-service does. */
const TO_COME_MIB = 130;

const SERVICES: readonly string[] = ['lesson', 'board', 'media'];

test.beforeEach(() => {
  test.skip(dataFolder() === null, 'only with hosts of our own (STEADYBOARD_DATA)');
});

test('a host leaves room for all its services after all these lessons', async () => {
  for (const host of (await status()).hosts) {
    const memory = host.memoryBytes ?? 0;
    console.log(`  host ${host.id}: ${Math.round(memory / MIB)} MiB`);
    expect(memory, `host ${host.id} runs`).toBeGreaterThan(100 * MIB);
    expect(memory, `host ${host.id}`).toBeLessThan((WHOLE_HOST_MIB - TO_COME_MIB) * MIB);
  }
});

test('services started from the cache of their build', async () => {
  test.skip(!existsSync('/proc/self/maps'), 'only where the system tells what a process has mapped');
  for (const host of (await status()).hosts) {
    for (const part of host.parts.filter(({ name }) => SERVICES.includes(name))) {
      const mapped = readFileSync(`/proc/${part.pid}/maps`, 'utf8');
      expect(mapped.includes('app.aot'), `${host.id}/${part.name}`).toBe(true);
    }
  }
});
