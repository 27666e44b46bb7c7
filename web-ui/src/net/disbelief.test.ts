import { expect, test } from 'vitest';
import { Disbelief } from './disbelief';

function disbelief(): { doubts: Disbelief; pass: (millis: number) => void; doubted: () => string[] } {
  let now = 1_000_000;
  const doubts = new Disbelief(() => now);
  return { doubts, pass: (millis) => (now += millis), doubted: () => [...doubts.hosts] };
}

/** Until the word of b is taken again. */
function wait({ doubts, pass }: ReturnType<typeof disbelief>): number {
  for (let millis = 0; ; millis += 500, pass(500)) if (!doubts.hosts.has('b')) return millis;
}

test('the word of a host that did not serve is not taken, for longer each time, and never for longer than two minutes', () => {
  const one = disbelief();
  const waits = Array.from({ length: 8 }, () => {
    one.doubts.add('b');
    return wait(one);
  });
  expect(waits).toEqual([4000, 8000, 16_000, 32_000, 64_000, 120_000, 120_000, 120_000]);
});

test('what is met again while its word is not taken anyway counts once', () => {
  const one = disbelief();
  for (let i = 0; i < 10; i++) one.doubts.add('b');
  expect(wait(one)).toBe(4000);
});

test('a host that serves is believed at once, and begins anew', () => {
  const one = disbelief();
  one.doubts.add('b');
  wait(one);
  one.doubts.add('b');
  one.doubts.end('b');
  expect(one.doubted()).toEqual([]);
  one.doubts.add('b');
  expect(wait(one)).toBe(4000);
});

test('hosts are doubted each for itself', () => {
  const one = disbelief();
  one.doubts.add('b');
  one.pass(3000);
  one.doubts.add('c');
  expect(one.doubted()).toEqual(['b', 'c']);
  one.pass(1000);
  expect(one.doubted()).toEqual(['c']);
});
