// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hostNamed } from '../testing/hosts';
import { FarEnd } from '../testing/socket';
import { Line } from './line';

type Message = { readonly type: string };

const greeting = { type: 'boards', boards: [] };
const messages: Message[] = [];
let line: Line<Message, Message>;
let seen: string[];

beforeEach(() => {
  vi.useFakeTimers();
  FarEnd.install();
  messages.length = 0;
  seen = [];
  line = new Line<Message, Message>(
    hostNamed('b'),
    '/ws/teacher',
    () => ({ type: 'hello' }),
    () => 0.9999,
    {
      message: (message) => messages.push(message),
      changed: () =>
        seen.push(`${line.greeted ? 'greeted' : 'away'} ${line.silent ? 'silent ' : ''}${line.trouble ?? ''}`.trim()),
    },
  );
});

afterEach(() => {
  line.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('says hello to its host, and can be asked things once it is greeted', () => {
  expect(FarEnd.last.url).toBe('wss://b.example.org/ws/teacher');
  expect(line.ask({ type: 'change' })).toBe(false);
  FarEnd.last.accept(greeting);
  expect(line.ask({ type: 'change' })).toBe(true);
  expect(FarEnd.last.sent.map((message) => message.type)).toEqual(['hello', 'ping', 'change', 'ping']);
  expect(messages).toEqual([greeting]);
  expect(seen).toEqual(['greeted']);
});

test('a host that refuses is tried again and again, never another one, and with at most 4 s between', async () => {
  const waits: number[] = [];
  for (let round = 0; round < 7; round++) {
    FarEnd.last.break();
    const closedAt = Date.now();
    const before = FarEnd.all.length;
    while (FarEnd.all.length === before) await vi.advanceTimersByTimeAsync(100);
    waits.push(Date.now() - closedAt);
  }
  expect(waits).toEqual([400, 800, 1600, 3200, 4000, 4000, 4000]);
  expect(new Set(FarEnd.all.map((one) => one.url)).size).toBe(1);
});

test('silence is known within 2.5 s; what comes then ends it, and without that the connection is made anew', async () => {
  FarEnd.last.accept(greeting);
  await vi.advanceTimersByTimeAsync(1500 + 1000);
  expect(seen).toEqual(['greeted', 'greeted silent']);
  FarEnd.last.say({ type: 'pong' });
  expect(seen.at(-1)).toBe('greeted');
  await vi.advanceTimersByTimeAsync(1500 + 1000 + 3000);
  expect(seen.at(-1)).toBe('away');
  await vi.advanceTimersByTimeAsync(400);
  expect(FarEnd.all).toHaveLength(2);
});

test('a connection that does not open is made anew', async () => {
  await vi.advanceTimersByTimeAsync(1000 + 3000 + 400);
  expect(FarEnd.all).toHaveLength(2);
});

test('tells of a host that is no good, and of the end of it', () => {
  FarEnd.last.accept(greeting, { type: 'problem', code: 'stuck' });
  expect(seen.at(-1)).toBe('greeted stuck');
  FarEnd.last.say({ type: 'restored' });
  expect(seen.at(-1)).toBe('greeted');
});

test('comes back at once when it is hurried, and not at all when it is stopped', async () => {
  FarEnd.last.accept(greeting);
  FarEnd.last.break();
  line.hurry();
  expect(FarEnd.all).toHaveLength(2);
  line.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(FarEnd.all).toHaveLength(2);
  expect(FarEnd.last.readyState).toBe(3);
});
