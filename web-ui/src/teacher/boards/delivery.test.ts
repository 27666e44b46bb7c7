import { expect, test } from 'vitest';
import { sourceOf, telling } from '../../testing/sources';
import { addressees, ELSEWHERE_MILLIS, isStranger, nextLook, refusalMeans, UNSAID, type Delivery } from './delivery';
import type { Source } from './source';

const [A, B, C] = [97, 98, 99];
const home = telling('a', 'b');
const line = telling('b', 'b');
const other = telling('c', 'b');
const all = [home, line, other];
const saidTo = (keys: readonly number[], change: Partial<Delivery> = {}): Delivery => ({
  ...UNSAID,
  since: 1000,
  said: new Map(keys.map((key) => [key, Infinity])),
  ...change,
});

test.each<[string, readonly Source[], Delivery, number, string]>([
  ['to the host that sees the board', all, UNSAID, 0, 'b'],
  ['to both that see it', [telling('a', 'a'), line], UNSAID, 0, 'ab'],
  ['to the home when nobody sees it', [home, other], UNSAID, 0, 'a'],
  ['to whoever knows the board when the home does not', [sourceOf('a', []), telling('c', undefined)], UNSAID, 0, 'c'],
  ['to whoever knows it when the home is away', [telling('a', 'b', { open: false }), other], UNSAID, 0, 'c'],
  [
    'to the home when the host that sees it is no good',
    [home, telling('b', 'b', { trouble: 'stuck' })],
    UNSAID,
    0,
    'a',
  ],
  ['to the home when the host that sees it is silent', [home, telling('b', 'b', { silent: true })], UNSAID, 0, 'a'],
  ['to one that is no good when all are', [telling('a', 'a', { trouble: 'full' })], UNSAID, 0, 'a'],
  ['to nobody who does not know the board', [sourceOf('a', [])], UNSAID, 0, ''],
  ['not again while its answer is awaited', all, saidTo([B]), 1000 + ELSEWHERE_MILLIS - 1, ''],
  ['elsewhere, too, when that took too long', all, saidTo([B]), 1000 + ELSEWHERE_MILLIS, 'ac'],
  ['elsewhere at once when it was not done', all, saidTo([B], { failed: true }), 1001, 'ac'],
  ['elsewhere at once when its connection was lost', [home, other], saidTo([B]), 1001, 'ac'],
  ['elsewhere at once when its host fell silent', [home, telling('b', 'b', { silent: true })], saidTo([B]), 1001, 'a'],
  [
    'elsewhere at once when its host is no good',
    [home, telling('b', 'b', { trouble: 'deaf' })],
    saidTo([B]),
    1001,
    'a',
  ],
  ['again on the connection that was made anew', [home, { ...line, key: 198 }], saidTo([A, B]), 1001, 'b'],
  ['to the host that the board has come to', [home, telling('c', 'c')], saidTo([A]), 1001, 'c'],
  [
    'to one that was busy, when its time has come',
    all,
    saidTo([A, C], {
      said: new Map([
        [A, Infinity],
        [C, Infinity],
        [B, 1500],
      ]),
      failed: true,
    }),
    1500,
    'b',
  ],
  [
    'not before',
    all,
    saidTo([A, C], {
      said: new Map([
        [A, Infinity],
        [C, Infinity],
        [B, 1500],
      ]),
      failed: true,
    }),
    1499,
    '',
  ],
])('a change is said %s', (_, sources, delivery, now, hosts) =>
  expect(
    addressees('b', delivery, sources, now)
      .map((source) => source.hostId)
      .join(''),
  ).toBe(hosts),
);

test.each<[string, Delivery, number, number]>([
  ['when it is to be said elsewhere', saidTo([B]), 1000, 1000 + ELSEWHERE_MILLIS],
  ['when it is to be said again', saidTo([B], { said: new Map([[B, 1500]]), failed: true }), 1000, 1500],
  ['not by itself before it was said', UNSAID, 0, Infinity],
  ['not by itself once it was said to all', saidTo([A, B, C], { failed: true }), 1000, Infinity],
])('is looked at again %s', (_, delivery, now, at) => expect(nextLook('b', delivery, all, now)).toBe(at));

test.each([
  ['busy', true, 9000, 'later'],
  ['database-away', false, 0, 'later'],
  ['read-only', true, 9000, 'later'],
  ['not-paired', true, 2999, 'soon'],
  ['not-paired', false, 2999, 'soon'],
  ['not-paired', true, 3000, 'final'],
  ['not-paired', false, 3000, 'not-here'],
  ['too-large', false, 0, 'final'],
  ['internal', true, 0, 'final'],
] as const)('%s, home %s, listed for %i ms, means %s', (code, atHome, millis, means) =>
  expect(refusalMeans(code, atHome, millis)).toBe(means),
);

test('nobody is left who may know of the pairing when all that list the board have said so', () => {
  expect(isStranger('b', saidTo([B], { strangers: new Set([B]) }), all)).toBe(false);
  expect(isStranger('b', saidTo([B], { strangers: new Set([B]) }), [sourceOf('a', []), line])).toBe(true);
});
