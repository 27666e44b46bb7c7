// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fine, hostNamed, Network, type Hosts } from '../testing/hosts';
import { ApiClient, type ApiError } from './api';
import { Connection } from './connection.svelte';

const PATH = '/api/nodes';
const dead = { status: 503, body: { code: 'database-away' }, headers: { 'Retry-After': '2' } };
let connection: Connection;
let network: Network;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Host a is in use; b comes before c. */
function given(hosts: Hosts, ids = ['a', 'b', 'c']): void {
  network = new Network(hosts);
  connection = new Connection(
    ids.map((id) => hostNamed(id)),
    { load: network.load, random: () => 0 },
  );
}

interface Outcome {
  readonly value?: unknown;
  readonly error?: ApiError;
  readonly millis: number;
}

async function request(options = {}): Promise<Outcome> {
  const beganAt = Date.now();
  let outcome: Outcome | undefined;
  new ApiClient(connection).request(PATH, options).then(
    (value) => (outcome = { value, millis: Date.now() - beganAt }),
    (error: ApiError) => (outcome = { error, millis: Date.now() - beganAt }),
  );
  for (let step = 0; step < 4100 && !outcome; step++) await vi.advanceTimersByTimeAsync(step === 0 ? 0 : 100);
  if (!outcome) throw new Error('It never ended.');
  return outcome;
}

test('a host that answers is the only one that is asked', async () => {
  given({ a: fine, b: fine, c: fine });
  expect((await request()).value).toEqual({ fine: true });
  expect(network.asked).toHaveLength(1);
});

test.each([
  ['refuses', 'refuses' as const],
  ['answers 500', { status: 500 }],
  ['answers 502', { status: 502 }],
  ['answers 504', { status: 504 }],
  ['has no database', dead],
])('a host that %s is left at once, and the next one stays in use', async (_, a) => {
  given({ a, b: fine, c: fine });
  const { value, millis } = await request();
  expect(value).toEqual({ fine: true });
  expect(millis).toBe(0);
  await request();
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'b']);
  expect(connection.host.id).toBe('b');
});

test('a host that is black-holed is left after the soft limit, because the others answer', async () => {
  given({ a: 'silent', b: fine, c: fine });
  const { value, millis } = await request();
  expect(value).toEqual({ fine: true });
  expect(millis).toBeGreaterThanOrEqual(1500);
  expect(millis).toBeLessThan(2000);
  expect(network.askedFor(PATH)).toEqual(['a', 'b']);
  expect(connection.slow).toBe(false);
  expect(connection.changing).toBe(true);
  await vi.advanceTimersByTimeAsync(1200);
  expect(connection.changing).toBe(false);
});

test('all hosts slow by 12 s: nothing changes, the request succeeds, and the reader is told', async () => {
  const slow = { ...fine, after: 12_000 };
  given({ a: slow, b: slow, c: slow });
  const asking = request();
  await vi.advanceTimersByTimeAsync(3500);
  expect(connection.slow).toBe(true);
  const { value, millis } = await asking;
  expect(value).toEqual({ fine: true });
  expect(millis).toBeLessThan(12_500);
  expect(network.askedFor(PATH)).toEqual(['a']);
  expect(connection.host.id).toBe('a');
});

test('a request that is slow on a host that answers is waited for, and said elsewhere after six seconds', async () => {
  const hangs = (after: number) => (path: string) => (path === PATH ? { ...fine, after } : fine);
  given({ a: hangs(4000), b: fine });
  expect((await request()).millis).toBeLessThan(4200);
  expect(network.askedFor(PATH)).toEqual(['a']);
  given({ a: hangs(60_000), b: fine, c: fine });
  const { value, millis } = await request();
  expect(value).toEqual({ fine: true });
  expect(millis).toBeLessThan(10_000);
  expect(network.askedFor(PATH)).toEqual(['a', 'b']);
});

test('all down: each is tried once, then the error lists them', async () => {
  given({ a: 'refuses', b: { status: 502 }, c: 'refuses' });
  const { error, millis } = await request();
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'c']);
  expect(millis).toBeLessThan(2000);
  expect(error).toMatchObject({ code: 'internal', status: 502 });
  expect(error?.tried.map((one) => [one.hostId, one.code])).toEqual([
    ['a', 'unreachable'],
    ['b', 'internal'],
    ['c', 'unreachable'],
  ]);
  expect(connection.host.id).toBe('a');
  expect(connection.changing).toBe(false);
});

test('nothing is learnt of hosts while nothing answers', async () => {
  given({});
  await request();
  network.hosts = { a: fine, b: fine };
  expect((await request()).value).toEqual({ fine: true });
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'c', 'a']);
});

test.each([
  ['a request that no host can serve', { status: 500 }, []],
  ['a gateway that is in the way of all', { status: 502 }, []],
  ['an account that has not arrived', { status: 503, body: { code: 'account-unknown-yet' } }, []],
  ['hosts that say of themselves that they cannot', { status: 503, body: { code: 'database-away' } }, ['a', 'b']],
])('after %s the hosts that other choices avoid are just those that said so', async (_, answer, avoided) => {
  given({ a: answer, b: answer, c: answer });
  expect((await request()).error?.status).toBe(answer.status);
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'c']);
  const known = JSON.parse(localStorage.getItem('steadyboard.hosts') ?? '{}') as { troubled?: object };
  expect(Object.keys(known.troubled ?? {})).toEqual(avoided);
});

test('a host whose request another one served is avoided, also when that one refused it', async () => {
  given({ a: { status: 500 }, b: { status: 404 }, c: fine });
  expect((await request()).error?.status).toBe(404);
  expect(connection.host.id).toBe('b');
  expect(connection.another(new Set(['b']))?.id).toBe('c');
});

test('a device without network asks nobody else', async () => {
  given({});
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  expect((await request()).error?.code).toBe('unreachable');
  expect(network.askedFor(PATH)).toEqual(['a']);
});

test.each([400, 401, 403, 404, 409, 413])('%i is final', async (status) => {
  given({ a: { status }, b: fine });
  expect((await request()).error?.status).toBe(status);
  expect(network.askedFor(PATH)).toEqual(['a']);
});

test('when all hosts ask for patience, they get it once, as long as they said', async () => {
  given({ a: dead, b: dead }, ['a', 'b']);
  const { error, millis } = await request();
  expect(error).toMatchObject({ code: 'database-away', status: 503, retryAfterSeconds: 2 });
  expect(millis).toBeGreaterThanOrEqual(2000);
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'a', 'b']);
});

test('too many attempts are waited for when it is short, on the same host only', async () => {
  let asked = 0;
  const limited = (seconds: string) => ({ status: 429, headers: { 'Retry-After': seconds } });
  given({ a: () => (asked++ === 0 ? limited('3') : fine), b: fine });
  expect(await request()).toMatchObject({ value: { fine: true }, millis: 3000 });
  expect(network.askedFor(PATH)).toEqual(['a', 'a']);
  given({ a: limited('60'), b: fine });
  expect(await request()).toMatchObject({ error: { status: 429, retryAfterSeconds: 60 }, millis: 0 });
  expect(network.askedFor(PATH)).toEqual(['a']);
});

test('a platform that is down is not hammered: a tab has a budget', async () => {
  given({});
  for (let round = 0; round < 30; round++) await request();
  const asked = network.askedFor(PATH).length;
  // 30 first tries, 20 retries, and those that the minute gave back.
  expect(asked).toBeLessThanOrEqual(30 + 20 + 20);
  const before = network.askedFor(PATH).length;
  await request();
  expect(network.askedFor(PATH).length - before).toBeLessThanOrEqual(2);
});

test('a host that returns is used by new choices, and nobody goes back to it by itself', async () => {
  given({ a: 'refuses', b: fine, c: fine });
  await request();
  network.hosts = { a: fine, b: fine, c: fine };
  await vi.advanceTimersByTimeAsync(120_000);
  await request();
  expect(connection.host.id).toBe('b');
  network.hosts = { a: fine, b: 'refuses', c: fine };
  await request();
  expect(connection.host.id).toBe('a');
});

test('another tab begins where this one ended, and avoids what failed here', async () => {
  given({ a: 'refuses', b: fine, c: fine });
  await request();
  const ids = ['a', 'b', 'c'].map((id) => hostNamed(id));
  const tab = new Connection(ids, { load: network.load, random: () => 0 });
  expect(tab.host.id).toBe('b');
  expect(tab.another(new Set(['b']))?.id).toBe('c');
});

test('hosts.json that changed under way: a new host is used when the known ones are gone', async () => {
  given({ d: fine }, ['a', 'b']);
  network.hostsJson = [hostNamed('a'), hostNamed('d')];
  expect((await request()).value).toEqual({ fine: true });
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'd']);
  expect(connection.host.id).toBe('d');
});

test('the host in use is left when hosts.json names it no more, and kept when hosts.json is away', async () => {
  given({ a: fine, b: fine }, ['a', 'b']);
  await connection.reload();
  expect(connection.hosts.map((host) => host.id)).toEqual(['a', 'b']);
  const gone = vi.fn();
  connection.onGone.add(gone);
  network.hostsJson = [hostNamed('b'), hostNamed('c')];
  await vi.advanceTimersByTimeAsync(10_000);
  await connection.reload();
  expect(connection.host.id).toBe('b');
  expect(gone).toHaveBeenCalledWith('a');
});

test('an upload is sent whole to the next host, and is not given up because it takes long', async () => {
  given({ a: 'refuses', b: (path) => (path === PATH ? { ...fine, after: 60_000 } : fine), c: fine });
  const raw = new Uint8Array([1, 2, 3]);
  const { value, millis } = await request({ method: 'PUT', raw, headers: { 'Content-Type': 'image/png' } });
  expect(value).toEqual({ fine: true });
  expect(millis).toBeGreaterThanOrEqual(60_000);
  const sent = network.asked.filter((one) => one.path === PATH);
  expect(sent.map((one) => [one.host, one.method, one.body])).toEqual([
    ['a', 'PUT', raw],
    ['b', 'PUT', raw],
  ]);
});

test.each([
  ['500', { status: 500 }],
  ['502', { status: 502 }],
  ['504', { status: 504 }],
  ['503 without a word', { status: 503 }],
  ['503 because its service is away', { status: 503, body: { code: 'service-away' }, headers: { 'Retry-After': '1' } }],
])('a write that hosts answer with %s is carried to one other host, and no further', async (_, answer) => {
  given({ a: answer, b: answer, c: answer });
  for (const method of ['PUT', 'POST', 'DELETE']) {
    network.asked.length = 0;
    expect((await request({ method, body: {} })).error?.status).toBe(answer.status);
    expect(network.askedFor(PATH)).toEqual(['a', 'b']);
  }
});

test('a write that killed a host and then the next one does not reach the third', async () => {
  given({ a: { status: 502 }, b: 'refuses', c: fine });
  expect((await request({ method: 'PUT', body: {} })).error?.status).toBe(502);
  expect(network.askedFor(PATH)).toEqual(['a', 'b']);
});

test('a write that took a host too long is asked of nobody else', async () => {
  given({ a: { status: 503, body: { code: 'too-slow' }, headers: { 'Retry-After': '1' } }, b: fine, c: fine });
  expect((await request({ method: 'PUT', body: {} })).error?.code).toBe('too-slow');
  expect(network.askedFor(PATH)).toEqual(['a']);
});

test.each([
  ['that are dead', 'refuses' as const],
  ['without their database', dead],
  ['that are full', { status: 503, body: { code: 'full' } }],
  ['that are busy', { status: 503, body: { code: 'busy' }, headers: { 'Retry-After': '2' } }],
])('a write survives two hosts %s', async (_, answer) => {
  given({ a: answer, b: answer, c: fine });
  expect((await request({ method: 'PUT', body: {} })).value).toEqual({ fine: true });
  expect(network.askedFor(PATH)).toEqual(['a', 'b', 'c']);
});

test('a plain write and reading ask every host', async () => {
  given({ a: { status: 502 }, b: { status: 500 }, c: fine });
  expect((await request({ method: 'PUT', body: {}, plain: true })).value).toEqual({ fine: true });
  given({ a: { status: 502 }, b: { status: 500 }, c: fine });
  expect((await request()).value).toEqual({ fine: true });
});

test('what is no longer wanted ends without asking another host', async () => {
  given({ a: 'silent', b: fine });
  const wanted = new AbortController();
  const asking = request({ signal: wanted.signal });
  wanted.abort();
  expect((await asking).error).toBeDefined();
  expect(network.askedFor(PATH)).toEqual(['a']);
});

test('what is no longer wanted on the way to another host takes its sign along', async () => {
  given({ a: 'refuses', b: 'silent' });
  const wanted = new AbortController();
  const asking = request({ signal: wanted.signal });
  await vi.advanceTimersByTimeAsync(0);
  expect(network.askedFor(PATH)).toEqual(['a', 'b']);
  expect(connection.changing).toBe(true);
  wanted.abort();
  expect((await asking).error).toBeDefined();
  expect(connection.changing).toBe(false);
});

test('a picture that did not come moves on only when it is the host', async () => {
  given({ a: fine, b: fine });
  await Promise.all([connection.doubt(), vi.advanceTimersByTimeAsync(2000)]);
  expect(connection.host.id).toBe('a');
  network.hosts = { a: 'refuses', b: fine };
  await Promise.all([connection.doubt(), vi.advanceTimersByTimeAsync(2000)]);
  expect(connection.host.id).toBe('b');
});
