import { expect, test } from 'vitest';
import { hostNamed } from '../testing/hosts';
import { afterStatus, firstHost, issuerOf, nextHost, verdictOf, waitAfter, type Tried } from './hostChoice';

const hosts = ['a', 'b', 'c'].map((id) => hostNamed(id));
const [a, b, c] = hosts;
const none = new Set<string>();
const outlook = (troubled: string[] = []) => ({ hosts, troubled: new Set(troubled) });
const cdn = 'https://cdn.example.org';

test.each([
  ['a random one', outlook(), null, cdn, 0.5, b],
  ['the last random one', outlook(), null, cdn, 0.999, c],
  ['the one of before', outlook(), 'c', cdn, 0, c],
  ['the one of before, not the one that serves the page', outlook(), 'c', a?.url, 0, c],
  ['the one that serves the page', outlook(), null, b?.url, 0, b],
  ['not the one of before when it is in trouble', outlook(['c']), 'c', cdn, 0.999, b],
  ['not the one of before when it is gone', outlook(), 'z', cdn, 0, a],
  ['any one when all are in trouble', outlook(['a', 'b', 'c']), 'c', cdn, 0.5, b],
  [
    'one that is not draining',
    { hosts: [{ ...hostNamed('a'), draining: true }, hostNamed('b')], troubled: none },
    'a',
    cdn,
    0,
    b,
  ],
  ['none without hosts', { hosts: [], troubled: none }, 'a', cdn, 0, null],
])('begins with %s', (_, look, kept, origin, random, host) =>
  expect(firstHost(look, kept, origin ?? '', random)).toEqual(host),
);

test.each([
  ['one that was not tried', outlook(), ['a'], 0, b],
  ['one without trouble first', outlook(['b']), ['a'], 0, c],
  ['one in trouble when no other is left', outlook(['b']), ['a', 'c'], 0, b],
  ['none when each was tried', outlook(), ['a', 'b', 'c'], 0, null],
])('goes on with %s', (_, look, tried, random, host) => expect(nextHost(look, new Set(tried), random)).toEqual(host));

test.each([
  [['b'], hosts, 'host'],
  [[], hosts, 'internet'],
  [['a', 'b'], hosts, 'answering'],
  [['a'], hosts, 'answering'],
  [[], hosts.slice(0, 1), 'unknown'],
])('a race that %o won says of a: %s', (answered, all, verdict) =>
  expect(verdictOf('a', new Set(answered), all)).toBe(verdict),
);

test.each([
  [200, 'final'],
  [400, 'final'],
  [401, 'final'],
  [404, 'final'],
  [409, 'final'],
  [429, 'again'],
  [500, 'next'],
  [502, 'next'],
  [503, 'next'],
  [504, 'next'],
  [507, 'next'],
  [0, 'next'],
] as const)('status %i means %s', (status, means) => expect(afterStatus(status)).toBe(means));

const said = (status: number, seconds: number | null): Tried => ({
  hostId: 'a',
  code: '',
  status,
  retryAfterSeconds: seconds,
});
test.each([
  ['the shortest wait and some more', [said(503, 4), said(503, 2)], 0.5, 2500],
  ['beside a host that cannot be reached', [said(503, 4), said(0, null)], 0, 4000],
  ['not for a host that failed otherwise', [said(503, 1), said(500, null)], 0, null],
  ['not when nobody says how long', [said(503, null)], 0, null],
  ['not longer than a reader would wait', [said(503, 11)], 0, null],
])('waits %s', (_, tried, random, millis) => expect(waitAfter(tried, random)).toBe(millis));

test.each([
  ['104827', a],
  ['304827', c],
  ['904827', null],
  ['', null],
])('code %s was given by its slot', (code, host) => expect(issuerOf(code, hosts)).toEqual(host));
