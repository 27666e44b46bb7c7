import { expect, test } from 'vitest';
import { hostNamed } from '../testing/hosts';
import {
  afterFailedWrite,
  afterStatus,
  betterHost,
  firstHost,
  issuerOf,
  nextHost,
  onlyOther,
  paceOf,
  verdictOf,
  waitAfter,
  wordOf,
  type Answers,
  type Tried,
} from './hostChoice';

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

/** "abc": all serve; "aB": a serves and b is no good; what is not named has not answered. */
const said = (answers: string): Answers =>
  new Map([...answers].map((id) => [id.toLowerCase(), id === id.toLowerCase() ? 'serves' : 'no-good']));

test.each([
  ['one that serves before one that is no good', 'Bc', [], ['a'], c],
  ['one that serves, though it failed lately', 'bC', ['b'], ['a'], b],
  ['one that has not answered before one that is no good', 'B', ['c'], ['a'], c],
  ['one that is no good when no other is left', 'BC', ['c'], ['a'], b],
  ['none when each was tried', 'abc', [], ['a', 'b', 'c'], null],
])('after a race goes on with %s', (_, answers, troubled, tried, host) =>
  expect(nextHost({ ...outlook(troubled), answers: said(answers) }, new Set(tried), 0)).toEqual(host),
);

test.each([
  ['one that serves', 'Abc', [], [], b],
  ['one that serves, not one that is no good', 'ABc', [], [], c],
  ['one that serves and did not fail lately', 'Abc', ['b'], [], c],
  ['one that failed lately and serves again', 'Ab', ['b'], [], b],
  ['not one that said so before, and did not', 'Abc', [], ['b'], c],
  ['none but those that have answered', 'A', [], [], null],
  ['none when all are no good', 'ABC', [], [], null],
  ['none but those that are to be believed', 'Abc', [], ['b', 'c'], null],
  ['another one, whatever its own lesson-service says', 'ab', [], [], b],
])('from a host that says of itself that it is no good, goes to %s', (_, answers, troubled, deceivers, host) =>
  expect(betterHost({ ...outlook(troubled), answers: said(answers) }, 'a', new Set(deceivers), 0)).toEqual(host),
);

test.each([
  ['at the only other one', 2, '', [], b],
  ['at the only other one that serves', 2, 'Ab', [], b],
  ['nowhere when that one has just said that it is no good', 2, 'AB', [], null],
  ['nowhere when that one failed lately', 2, '', ['b'], null],
  ['nowhere when there are several', 3, '', [], null],
  ['nowhere when there is no other', 1, '', [], null],
])('from a host that says of itself that it is no good, knocks %s', (_, known, answers, troubled, host) =>
  expect(onlyOther({ ...outlook(troubled), hosts: hosts.slice(0, known), answers: said(answers) }, 'a')).toEqual(host),
);

test.each([
  ['nothing is known', '', 'wait'],
  ['ours serves: the others get a little time', 'a', 'soon'],
  ['another one serves: ours gets a little time', 'b', 'soon'],
  ['only one that is no good has answered', 'B', 'wait'],
  ['ours is no good, and no other has answered', 'A', 'wait'],
  ['ours and one that serves', 'ab', 'over'],
  ['ours, which is no good, and one that serves', 'Ac', 'over'],
  ['ours serves and another does not', 'aB', 'soon'],
  ['all have answered', 'ABC', 'over'],
])('a race in which %s', (_, answers, pace) => expect(paceOf('a', said(answers), hosts)).toBe(pace));

test.each([
  ['others serve and ours is silent', 'b', hosts, 'host'],
  ['others answer, if only that they are no good, and ours is silent', 'B', hosts, 'host'],
  ['ours is no good and another serves', 'Ab', hosts, 'no-good'],
  ['ours is no good, its lesson-service alone for all we know, and no other serves', 'AB', hosts, 'answering'],
  ['ours is no good, and no other answers', 'A', hosts, 'answering'],
  ['ours serves', 'ab', hosts, 'answering'],
  ['ours serves, the others not', 'aB', hosts, 'answering'],
  ['nobody answers', '', hosts, 'internet'],
  ['the only host does not answer', '', hosts.slice(0, 1), 'unknown'],
  ['the only host is no good', 'A', hosts.slice(0, 1), 'answering'],
])('a race in which %s', (_, answers, all, verdict) => expect(verdictOf('a', said(answers), all)).toBe(verdict));

test.each([
  [200, { serving: true, reasons: [] }, 'serves'],
  [200, { serving: false, reasons: ['deaf'] }, 'no-good'],
  [200, { id: 'a' }, 'serves'],
  [200, null, 'serves'],
  [200, { serving: 'no' }, 'serves'],
  [404, null, 'serves'],
  [500, null, 'no-good'],
  [502, { serving: true }, 'no-good'],
  [503, null, 'no-good'],
  [504, null, 'no-good'],
])('%i with %o is the word of a host that %s', (status, body, word) => expect(wordOf(status, body)).toBe(word));

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

test('a full disk is not the fault of what was written: each host is asked', () =>
  expect(afterFailedWrite({ status: 507, code: 'disk-nearly-full' })).toBe('everywhere'));

const asked = (status: number, seconds: number | null): Tried => ({
  hostId: 'a',
  code: '',
  status,
  retryAfterSeconds: seconds,
});
test.each([
  ['the shortest wait and some more', [asked(503, 4), asked(503, 2)], 0.5, 2500],
  ['beside a host that cannot be reached', [asked(503, 4), asked(0, null)], 0, 4000],
  ['not for a host that failed otherwise', [asked(503, 1), asked(500, null)], 0, null],
  ['not when nobody says how long', [asked(503, null)], 0, null],
  ['not longer than a reader would wait', [asked(503, 11)], 0, null],
])('waits %s', (_, tried, random, millis) => expect(waitAfter(tried, random)).toBe(millis));

test.each([
  ['104827', a],
  ['304827', c],
  ['904827', null],
  ['', null],
])('code %s was given by its slot', (code, host) => expect(issuerOf(code, hosts)).toEqual(host));
