import { expect, test } from 'vitest';
import { sourceOf, summary, telling } from '../../testing/sources';
import type { Source } from './source';
import { namedHosts, need, searchAt, wantedHosts, type Search, type Situation } from './wanted';

const shut = { open: false, listed: false };
const seen = summary({ lastSeenAt: '2026-11-24T08:00:00Z' });

function given(sources: readonly Source[], change: Partial<Situation> = {}): Situation {
  const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  return { steered: ['b'], sources, homeId: 'a', hosts, waiting: new Set(), pairedAt: new Map(), ...change };
}

test.each<[string, Situation, string[]]>([
  ['where the home heard that a board is', given([telling('a', 'c')]), ['c']],
  ['where a line sees one', given([telling('a', undefined), telling('c', 'c')]), ['c']],
  ['nowhere when the home sees it itself', given([telling('a', 'a')]), []],
  ['nowhere when it is away', given([telling('a', undefined)]), []],
  ['nowhere for a board that is not steered', given([telling('a', 'c')], { steered: [] }), []],
  ['nowhere for a host that is not in the list', given([telling('a', 'z')]), []],
  ['where a lost line saw it, when no other host knows it', given([sourceOf('a', []), telling('c', 'c', shut)]), ['c']],
  [
    'not where a lost line saw it, when the home knows better',
    given([telling('a', 'd'), telling('c', 'c', shut)]),
    ['d'],
  ],
  [
    'where it was paired, until a host lists it',
    given([sourceOf('a', [])], { pairedAt: new Map([['b', 'c']]) }),
    ['c'],
  ],
  [
    'not where it was paired, once a host lists it',
    given([telling('a', 'd')], { pairedAt: new Map([['b', 'c']]) }),
    ['d'],
  ],
])('a line is wanted %s', (_, situation, hosts) => expect([...namedHosts(situation)]).toEqual(hosts));

const old = { id: 'b', name: null, connected: true, stage: null, revision: null, lastSeenAt: null };
test.each<[string, Situation, string]>([
  ['the home sees it', given([telling('a', 'a')]), 'none'],
  ['a line sees it', given([telling('a', undefined), telling('b', 'b')]), 'none'],
  ['the host that sees it is no good', given([telling('a', 'a', { trouble: 'stuck' })]), 'sought'],
  ['the host that sees it is silent', given([telling('a', 'b'), telling('b', 'b', { silent: true })]), 'sought'],
  ['it is away, and was never seen', given([telling('a', undefined)]), 'none'],
  ['it is away, and was seen', given([sourceOf('a', [seen])]), 'sought'],
  ['it is away, and a change waits for it', given([telling('a', undefined)], { waiting: new Set(['b']) }), 'sought'],
  ['it is said to be at a host that we do not speak with', given([telling('a', 'b')]), 'sought'],
  ['a host of before says that it is connected', given([sourceOf('a', [old])], { waiting: new Set(['b']) }), 'none'],
  ['nobody knows it', given([sourceOf('a', [])]), 'unlisted'],
])('when %s, the need for a board is %s', (_, situation, wanted) => expect(need('b', situation)).toBe(wanted));

const away = given([sourceOf('a', [seen])]);
const on = (until: number, rounds = 0): Search => ({ on: true, until, rounds });
const rests = (until: number, rounds = 0): Search => ({ on: false, until, rounds });

test.each<[string, Search | null, Situation, number, Search | null]>([
  ['begins at once', null, away, 0, on(10_000)],
  ['gives a host that was named a second first', null, given([telling('a', 'b')]), 0, rests(1000)],
  ['gives the home a second to be changed first', null, given([telling('a', 'a', shut)]), 0, rests(1000)],
  ['begins after that second', rests(1000), away, 1000, on(11_000)],
  ['goes on', on(10_000), away, 9999, on(10_000)],
  ['rests 10 s after the first round', on(10_000), away, 10_000, rests(20_000, 1)],
  ['rests longer after each', on(10_000, 2), away, 10_000, rests(40_000, 3)],
  ['begins again', rests(20_000, 1), away, 20_000, on(30_000, 1)],
  ['ends when it has found', on(10_000), given([telling('a', 'a')]), 500, null],
  ['has nowhere to look without another host', null, { ...away, hosts: ['a'] }, 0, null],
  ['looks for a board that nobody knows', null, given([sourceOf('a', [])]), 0, on(10_000)],
  ['does so once', on(10_000), given([sourceOf('a', [])]), 10_000, rests(20_000, 1)],
  ['and not again', rests(20_000, 1), given([sourceOf('a', [])]), 30_000, rests(20_000, 1)],
  ['ends when nothing is steered', on(10_000), { ...away, steered: [] }, 0, null],
])('a search %s', (_, search, situation, now, then) => expect(searchAt(search, situation, now)).toEqual(then));

test('a search wants all other hosts, at most five and those that were named first', () => {
  expect([...wantedHosts(away, on(1))]).toEqual(['b', 'c', 'd', 'e', 'f']);
  expect([...wantedHosts(given([telling('a', 'g')]), on(1))]).toEqual(['g', 'b', 'c', 'd', 'e']);
  expect([...wantedHosts(given([telling('a', 'g')]), rests(1))]).toEqual(['g']);
  expect([...wantedHosts(away, null)]).toEqual([]);
});
