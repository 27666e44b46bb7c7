// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FarEnd } from '../testing/socket';
import { fine, hostNamed, Network, noGood, type Hosts } from '../testing/hosts';
import { Connection } from './connection.svelte';
import { LiveSocket, type LinkState } from './socket';

type Message = { readonly type: string };

const greeting = { type: 'code' };
const states: LinkState[] = [];
const messages: Message[] = [];
let trouble: string | null;
const refused = vi.fn();
let socket: LiveSocket<Message, Message>;
let connection: Connection;
let network: Network;

function connect(hosts: Hosts): void {
  socket?.stop();
  FarEnd.install();
  localStorage.clear();
  states.length = messages.length = 0;
  trouble = null;
  network = new Network(hosts);
  connection = new Connection(
    Object.keys(hosts).map((id) => hostNamed(id)),
    { load: network.load, random: () => 0.9999 },
  );
  connection.use(hostNamed('a'));
  socket = new LiveSocket(connection, '/ws/board', () => ({ type: 'hello' }), {
    message: (message) => messages.push(message),
    state: (state) => states.push(state),
    trouble: (code) => (trouble = code),
    refused,
  });
  socket.start();
}

beforeEach(() => {
  vi.useFakeTimers();
  refused.mockClear();
  connect({ a: 'silent' });
});

afterEach(() => {
  socket.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const tries = () => FarEnd.all.map((one) => one.url.replace(/^wss:\/\/(\w+)\.example\.org\/ws\/board$/, '$1'));

test('says hello first and is online once the server greets us', () => {
  expect(states).toEqual(['reconnecting']);
  FarEnd.last.accept(greeting);
  expect(FarEnd.last.sent.map((message) => message.type)).toEqual(['hello', 'ping']);
  expect(states).toEqual(['reconnecting', 'online']);
  expect(messages).toEqual([{ type: 'code' }]);
});

test('sends nothing before the server has greeted us', () => {
  FarEnd.last.accept();
  expect(socket.send({ type: 'code' })).toBe(false);
  FarEnd.last.say(greeting);
  expect(socket.send({ type: 'code' })).toBe(true);
});

test('pings every 1.5 s, and leaves a connection that stays silent', async () => {
  FarEnd.last.accept(greeting);
  await vi.advanceTimersByTimeAsync(1500);
  expect(FarEnd.last.sentOf('ping')).toHaveLength(2);
  FarEnd.last.say({ type: 'pong' });
  await vi.advanceTimersByTimeAsync(1500 + 1000 + 10_500);
  expect(states[states.length - 1]).toBe('reconnecting');
  await vi.advanceTimersByTimeAsync(400);
  expect(FarEnd.all).toHaveLength(2);
});

test('waits longer after each try that fails, and tells of tries that were turned away', () => {
  FarEnd.last.break();
  vi.advanceTimersByTime(399);
  expect(FarEnd.all).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(FarEnd.all).toHaveLength(2);
  FarEnd.last.break();
  vi.advanceTimersByTime(799);
  expect(FarEnd.all).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(FarEnd.all).toHaveLength(3);
  expect(refused).toHaveBeenCalledTimes(2);
});

test('a server that answers the ping and then turns us away is left alone for longer and longer', async () => {
  const waits: number[] = [];
  for (let round = 0; round < 10; round++) {
    FarEnd.last.accept({ type: 'problem', code: 'wrong-secret' });
    const closedAt = Date.now();
    const before = FarEnd.all.length;
    FarEnd.last.break(1008);
    while (FarEnd.all.length === before) await vi.advanceTimersByTimeAsync(100);
    waits.push(Date.now() - closedAt);
  }
  expect(waits).toEqual([400, 800, 1600, 3200, 4000, 4000, 4000, 4000, 4000, 4000]);
  expect(states).toEqual(['reconnecting']);
  expect(refused).toHaveBeenCalledTimes(10);
});

test('a host that cannot greet us is left for the next one, and stays in use until another one serves', async () => {
  connect({ a: fine, b: fine });
  FarEnd.last.accept({ type: 'problem', code: 'internal' });
  FarEnd.last.break(1011);
  expect(tries()).toEqual(['a', 'b']);
  FarEnd.last.accept();
  expect(connection.host.id).toBe('a');
  FarEnd.last.say(greeting);
  expect(connection.host.id).toBe('b');
});

test('a server that greets us and closes at once is come back to fast, until the budget is spent', async () => {
  for (let round = 0; round < 25; round++) {
    FarEnd.last.accept(greeting);
    FarEnd.last.break(1013);
    await vi.advanceTimersByTimeAsync(400);
  }
  // 20 at once, and those that ten seconds gave back.
  expect(FarEnd.all.length).toBeLessThan(25);
  expect(connection.budgetMillis).toBeGreaterThan(0);
});

test('a server that greeted us once is not a refusal', () => {
  FarEnd.last.accept(greeting);
  FarEnd.last.break();
  expect(refused).not.toHaveBeenCalled();
});

test.each(['online', 'visibilitychange'])('tries at once on %s', (event) => {
  FarEnd.last.accept(greeting);
  FarEnd.last.break();
  (event === 'online' ? window : document).dispatchEvent(new Event(event));
  expect(FarEnd.all).toHaveLength(2);
});

test('gives a connection that never opens eleven and a half seconds', async () => {
  await vi.advanceTimersByTimeAsync(11_500 - 1);
  expect(FarEnd.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1 + 400);
  expect(FarEnd.all).toHaveLength(2);
});

test('a device that loses its network says so within seconds, and goes nowhere', async () => {
  connect({ a: 'refuses', b: 'refuses' });
  FarEnd.last.accept(greeting);
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(states[states.length - 1]).toBe('offline');
  expect(tries()).toEqual(['a']);
  expect(connection.slow).toBe(false);
});

test('what is not JSON changes nothing', () => {
  FarEnd.last.accept(greeting);
  FarEnd.last.onmessage?.({ data: '{"type":' });
  FarEnd.last.onmessage?.({ data: 'null' });
  expect(messages).toEqual([greeting]);
  expect(states[states.length - 1]).toBe('online');
});

test('stops for good', () => {
  FarEnd.last.accept(greeting);
  socket.stop();
  vi.advanceTimersByTime(60_000);
  expect(FarEnd.all).toHaveLength(1);
});

test('a host that refuses is left for the next one at once, each is tried once, then all rest', async () => {
  connect({ a: fine, b: fine, c: fine });
  FarEnd.last.break();
  FarEnd.last.break();
  expect(tries()).toEqual(['a', 'c', 'b']);
  expect(connection.changing).toBe(true);
  FarEnd.last.break();
  expect(FarEnd.all).toHaveLength(3);
  expect(connection.changing).toBe(false);
  await vi.advanceTimersByTimeAsync(400);
  expect(tries()[3]).toBe('a');
});

test('the host that answers is the one in use, for requests too', () => {
  connect({ a: fine, b: fine });
  FarEnd.last.break();
  expect(connection.host.id).toBe('a');
  FarEnd.last.accept(greeting);
  expect(connection.host.id).toBe('b');
  expect(states[states.length - 1]).toBe('online');
});

test('a broken connection comes back to its host first', async () => {
  connect({ a: fine, b: fine });
  FarEnd.last.accept(greeting);
  FarEnd.last.break();
  await vi.advanceTimersByTimeAsync(400);
  expect(tries()).toEqual(['a', 'a']);
});

test('a host that does not open is left after 1.2 s when others answer', async () => {
  connect({ a: 'silent', b: fine });
  await vi.advanceTimersByTimeAsync(1000 + 200);
  expect(tries()).toEqual(['a', 'b']);
});

test('a host that goes silent is left, and so is one whose websockets alone are silent', async () => {
  for (const a of ['silent', fine] as const) {
    connect({ a, b: fine });
    FarEnd.last.accept(greeting);
    await vi.advanceTimersByTimeAsync(1500 + 1000 + 200);
    expect(tries()).toEqual(['a', 'b']);
  }
});

test('silence after a message that wants an answer is looked into at once', async () => {
  connect({ a: 'silent', b: fine });
  FarEnd.last.accept(greeting);
  socket.ask({ type: 'change' });
  await vi.advanceTimersByTimeAsync(1000 + 200);
  expect(tries()).toEqual(['a', 'b']);
});

test('on slow internet it stays where it is, and says so', async () => {
  connect({ a: 'silent', b: 'silent' });
  FarEnd.last.accept(greeting);
  await vi.advanceTimersByTimeAsync(1500 + 1000 + 1500);
  expect(connection.slow).toBe(true);
  FarEnd.last.say({ type: 'pong' });
  await vi.advanceTimersByTimeAsync(4000);
  expect(tries()).toEqual(['a']);
});

/** Longest: those who are sent away together spread over this. */
const SPREAD_MILLIS = 1000;
/** How long a host may take to greet us while another one serves us: its silence is noticed, and then borne. */
const PATIENCE_MILLIS = 1000 + 10_000;
const open = () => FarEnd.all.filter((one) => one.readyState !== 3);

test.each([
  ['the host that is named', 'b', 'b'],
  ['any other one', null, 'c'],
])('a host that is about to stop sends us to %s, and is avoided from then on', async (_, host, went) => {
  connect({ a: fine, b: fine, c: fine });
  FarEnd.last.accept(greeting);
  FarEnd.last.say({ type: 'moveTo', host });
  await vi.advanceTimersByTimeAsync(SPREAD_MILLIS);
  expect(tries()).toEqual(['a', went]);
  FarEnd.last.accept(greeting);
  expect(connection.host.id).toBe(went);
  expect(connection.another(new Set([went]))?.id).not.toBe('a');
});

test('a host that is about to stop serves us until another one has greeted us', async () => {
  connect({ a: fine, b: fine });
  FarEnd.pongs = true;
  const old = FarEnd.last;
  old.accept(greeting);
  old.say({ type: 'moveTo', host: 'b' });
  old.say({ type: 'moveTo', host: 'b' });
  await vi.advanceTimersByTimeAsync(SPREAD_MILLIS);
  FarEnd.last.accept();
  await vi.advanceTimersByTimeAsync(900);
  expect(states).toEqual(['reconnecting', 'online']);
  expect(socket.send({ type: 'code' })).toBe(true);
  old.say({ type: 'stage' });
  expect(old.sentOf('code')).toHaveLength(1);
  expect(messages.at(-1)).toEqual({ type: 'stage' });

  FarEnd.last.say({ type: 'paired' });
  expect(open()).toEqual([FarEnd.last]);
  expect(socket.host?.id).toBe('b');
  expect(messages.at(-1)).toEqual({ type: 'paired' });
  // Both in one moment, so that what was said to the old one is said again, and nobody sees a sign.
  expect(states.slice(2)).toEqual(['reconnecting', 'online']);
  expect(connection.changing).toBe(false);
});

test.each([
  ['before the next one is tried', 500, ['a', 'b']],
  ['while the next one is about to greet us', SPREAD_MILLIS + 100, ['a', 'b']],
])('a host that stops %s is left at once', async (_, after, hosts) => {
  connect({ a: fine, b: fine });
  const old = FarEnd.last;
  old.accept(greeting);
  old.say({ type: 'moveTo', host: 'b' });
  await vi.advanceTimersByTimeAsync(after);
  old.break(1012);
  expect(states.at(-1)).toBe('reconnecting');
  expect(connection.changing).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(tries()).toEqual(hosts);
  FarEnd.last.accept(greeting);
  expect(states.at(-1)).toBe('online');
  expect(connection.host.id).toBe('b');
});

test.each([
  ['refuses', (one: FarEnd) => one.break()],
  ['says nothing', () => {}],
  ['says that it is no good', (one: FarEnd) => one.accept({ type: 'problem', code: 'database-away' })],
])('when the host that we are sent to %s the next one is asked, and without one we stay', async (_, fails) => {
  connect({ a: fine, b: fine, c: fine });
  FarEnd.pongs = true;
  const old = FarEnd.last;
  old.accept(greeting);
  old.say({ type: 'moveTo', host: 'b' });
  for (const next of ['b', 'c']) {
    while (tries().at(-1) !== next) await vi.advanceTimersByTimeAsync(100);
    fails(FarEnd.last);
  }
  await vi.advanceTimersByTimeAsync(PATIENCE_MILLIS);
  expect(open()).toEqual([old]);
  expect(states).toEqual(['reconnecting', 'online']);
  old.break(1012);
  await vi.advanceTimersByTimeAsync(400);
  expect(tries()).toEqual(['a', 'b', 'c', 'a']);
});

test('silence of the next host is looked into when the one that stops is gone', async () => {
  connect({ a: fine, b: noGood, c: fine });
  FarEnd.pongs = true;
  const old = FarEnd.last;
  old.accept(greeting);
  old.say({ type: 'moveTo', host: 'b' });
  await vi.advanceTimersByTimeAsync(SPREAD_MILLIS + 1500);
  expect(tries()).toEqual(['a', 'b']);
  old.break(1012);
  await vi.advanceTimersByTimeAsync(200);
  expect(tries()).toEqual(['a', 'b', 'c']);
});

test('whose place another window took while it was sent away does not come back', async () => {
  connect({ a: fine, b: fine });
  const old = FarEnd.last;
  old.accept(greeting);
  old.say({ type: 'moveTo', host: 'b' });
  old.break(1000, 'replaced');
  await vi.advanceTimersByTimeAsync(5000);
  expect(tries()).toEqual(['a']);
  expect(states.at(-1)).toBe('elsewhere');
});

const says = (code: string) => ({ type: 'problem', code });
/** Longest: the spread of the looks, and the race's grace. */
const MOVE_MILLIS = 400 + 200;

test.each(['database-away', 'deaf', 'stuck', 'read-only', 'full'])(
  'a host that says %s is left for one that has answered that it serves, and is avoided',
  async (code) => {
    connect({ a: noGood, b: noGood, c: fine });
    FarEnd.last.accept(greeting);
    FarEnd.last.say(says(code));
    await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
    expect(tries()).toEqual(['a', 'c']);
    FarEnd.last.accept(greeting);
    expect(connection.host.id).toBe('c');
    expect(trouble).toBeNull();
    expect(connection.another(new Set(['c']))?.id).toBe('b');
  },
);

test('a host that says at hello that it is no good is left before it has greeted us', async () => {
  connect({ a: noGood, b: fine });
  FarEnd.last.accept(says('database-away'));
  expect(states).toEqual(['reconnecting']);
  await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
  expect(tries()).toEqual(['a', 'b']);
});

test.each([
  ['also says that it does not', noGood],
  ['answers with a fault', { status: 502 }],
  ['does not answer', 'silent' as const],
  ['cannot be reached', 'refuses' as const],
])('a host that is no good is kept while the other one %s, and left when that one serves', async (_, b) => {
  connect({ a: noGood, b });
  FarEnd.pongs = true;
  FarEnd.last.accept(says('database-away'));
  await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
  FarEnd.to('b').break();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(tries(), 'it knocked once, and asks since').toEqual(['a', 'b']);
  expect(states.at(-1)).toBe('online');
  expect(trouble).toBe('database-away');
  network.hosts = { a: noGood, b: fine };
  await vi.advanceTimersByTimeAsync(3000 + 1500 + MOVE_MILLIS);
  expect(tries().slice(0, 3)).toEqual(['a', 'b', 'b']);
});

test.each([
  ['it says so', 'deaf', { type: 'restored' }],
  ['the real greeting follows, as with hosts of before', 'database-away', greeting],
])('a trouble is over when %s, and nobody is asked any more', async (_, code, over) => {
  connect({ a: noGood, b: 'refuses' });
  FarEnd.pongs = true;
  FarEnd.last.accept(says(code));
  await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
  FarEnd.to('b').break();
  await vi.advanceTimersByTimeAsync(3000);
  FarEnd.to('a').say(over);
  expect(trouble).toBeNull();
  network.hosts = { a: fine, b: fine };
  const asked = network.asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(network.asked).toHaveLength(asked);
  expect(tries()).toEqual(['a', 'b']);
});

test('the only other host is knocked at without asking, unless it failed lately', async () => {
  connect({ a: noGood, b: fine });
  FarEnd.last.accept(says('database-away'));
  await vi.advanceTimersByTimeAsync(400);
  expect(tries()).toEqual(['a', 'b']);
  expect(network.asked).toEqual([]);
  FarEnd.to('b').accept(greeting);
  expect(trouble).toBeNull();
  network.hosts = { a: noGood, b: noGood };
  FarEnd.to('b').say(says('stuck'));
  await vi.advanceTimersByTimeAsync(400);
  expect(tries(), 'it has just left it').toEqual(['a', 'b']);
  expect(network.asked).not.toEqual([]);
});

test('what a deaf host says of other things does not make it well', async () => {
  connect({ a: noGood, b: noGood });
  FarEnd.pongs = true;
  FarEnd.last.accept(says('deaf'), greeting);
  await vi.advanceTimersByTimeAsync(3000);
  expect(trouble).toBe('deaf');
  expect(states.at(-1)).toBe('online');
});

test('the only host that says it is no good is stayed with, and nothing is asked', async () => {
  FarEnd.pongs = true;
  FarEnd.last.accept(says('stuck'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(tries()).toEqual(['a']);
  expect(states.at(-1)).toBe('online');
  expect(network.asked).toEqual([]);
});

test.each([
  ['say the same of themselves', noGood, 2],
  ['claim to serve', fine, 7],
])(
  'two hosts that are both no good and %s do not send a page to and fro, and are not hammered',
  async (_, word, most) => {
    connect({ a: word, b: word });
    FarEnd.pongs = true;
    for (let second = 0; second < 100; second++) {
      if (FarEnd.last.readyState === 0) FarEnd.last.accept(says('deaf'));
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(FarEnd.all.length).toBeLessThanOrEqual(most);
    expect(FarEnd.all[0]?.readyState, 'it stays where it is').toBe(1);
    expect(states.at(-1)).toBe('online');
  },
);

test.each([
  ['refused us once', () => FarEnd.last.break()],
  ['did not open once', () => vi.advanceTimersByTimeAsync(1000)],
])('a page at a host that is no good comes to the only other one, also when that one %s', async (_, bad) => {
  connect({ a: noGood, b: fine });
  FarEnd.pongs = true;
  FarEnd.last.accept(says('database-away'));
  await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
  expect(tries()).toEqual(['a', 'b']);
  await bad();
  for (let second = 0; second < 12; second++) {
    if (FarEnd.last.readyState === 0 && tries().at(-1) === 'a') FarEnd.last.accept(says('database-away'));
    if (FarEnd.last.readyState === 0 && tries().length > 2 && tries().at(-1) === 'b') FarEnd.last.accept(greeting);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(tries().at(-1)).toBe('b');
  expect(trouble).toBeNull();
  expect(states.at(-1)).toBe('online');
});

test('a host that was left as no good is gone back to when it is well and the next one is no good', async () => {
  connect({ a: noGood, b: fine });
  FarEnd.last.accept(says('database-away'));
  await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
  FarEnd.last.accept(greeting);
  network.hosts = { a: fine, b: noGood };
  FarEnd.last.say(says('database-away'));
  await vi.advanceTimersByTimeAsync(MOVE_MILLIS);
  expect(tries()).toEqual(['a', 'b', 'a']);
});

test('a host whose lesson-service alone is away is stayed with, and come back to when its sockets are the only ones', async () => {
  connect({ a: { status: 502 }, b: fine });
  FarEnd.last.accept(greeting);
  for (let second = 0; second < 30; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    FarEnd.last.say({ type: 'pong' });
  }
  expect(tries()).toEqual(['a']);
  FarEnd.last.break();
  await vi.advanceTimersByTimeAsync(400);
  FarEnd.last.break();
  expect(tries()).toEqual(['a', 'a', 'b']);
  FarEnd.last.break();
  await vi.advanceTimersByTimeAsync(1000);
  expect(tries()).toEqual(['a', 'a', 'b', 'a']);
});

test('of the other hosts, one that serves is chosen when ours falls silent', async () => {
  connect({ a: 'silent', b: fine, c: noGood });
  FarEnd.last.accept(greeting);
  await vi.advanceTimersByTimeAsync(1500 + 1000 + 200);
  expect(tries()).toEqual(['a', 'b']);
});

test('when the internet comes back, a connection that hangs on is opened anew', async () => {
  connect({ a: 'silent', b: 'silent' });
  FarEnd.last.accept(greeting);
  await vi.advanceTimersByTimeAsync(1500 + 1000 + 1500);
  network.hosts = { a: fine, b: fine };
  await vi.advanceTimersByTimeAsync(1500 + 200);
  expect(tries()).toEqual(['a', 'a']);
});

test('a host that left the list is left', async () => {
  connect({ a: fine, b: fine });
  FarEnd.last.accept(greeting);
  network.hostsJson = [hostNamed('b')];
  await connection.reload();
  expect(tries()).toEqual(['a', 'b']);
});

test('tries draw on the budget of the tab: without any left it waits for more', async () => {
  connect({ a: 'refuses', b: 'refuses' });
  while (connection.spend());
  FarEnd.last.break();
  expect(tries()).toEqual(['a']);
  await vi.advanceTimersByTimeAsync(2900);
  expect(FarEnd.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(FarEnd.all).toHaveLength(2);
});

test('whose place another window took comes back when its page is seen, and not by itself', async () => {
  connect({ a: fine, b: fine });
  FarEnd.last.accept(greeting);
  FarEnd.last.break(1000, 'replaced');
  expect(states.at(-1)).toBe('elsewhere');
  dispatchEvent(new Event('online'));
  network.hostsJson = [hostNamed('b')];
  await connection.reload();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(FarEnd.all).toHaveLength(1);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(tries()).toEqual(['a', 'b']);
  FarEnd.last.accept(greeting);
  expect(states.at(-1)).toBe('online');
  socket.resume();
  expect(FarEnd.all).toHaveLength(2);
});
