// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FarEnd } from '../testing/socket';
import { LiveSocket, type LinkState } from './socket';

type Message = { readonly type: string };

const states: LinkState[] = [];
const messages: Message[] = [];
const refused = vi.fn();
let socket: LiveSocket<Message, Message>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
  FarEnd.install();
  states.length = messages.length = 0;
  refused.mockClear();
  socket = new LiveSocket(
    () => 'ws://a.example.org/ws/board',
    () => ({ type: 'hello' }),
    { message: (message) => messages.push(message), state: (state) => states.push(state), refused },
  );
  socket.start();
});

afterEach(() => {
  socket.stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('says hello first and is online once the server answers', () => {
  expect(states).toEqual(['reconnecting']);
  FarEnd.last.accept({ type: 'code' });
  expect(FarEnd.last.sent.map((message) => message.type)).toEqual(['hello', 'ping']);
  expect(states).toEqual(['reconnecting', 'online']);
  expect(messages).toEqual([{ type: 'code' }]);
});

test('sends nothing before the server has answered', () => {
  expect(socket.send({ type: 'code' })).toBe(false);
  FarEnd.last.accept();
  expect(socket.send({ type: 'code' })).toBe(true);
});

test('pings every 20 s, and leaves a connection that stays silent', () => {
  FarEnd.last.accept();
  vi.advanceTimersByTime(20_000);
  expect(FarEnd.last.sentOf('ping')).toHaveLength(2);
  FarEnd.last.say({ type: 'pong' });
  vi.advanceTimersByTime(20_000);
  vi.advanceTimersByTime(8_000);
  expect(states[states.length - 1]).toBe('reconnecting');
  vi.advanceTimersByTime(400);
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

test('a server that answered once is not a refusal', () => {
  FarEnd.last.accept();
  FarEnd.last.break();
  expect(refused).not.toHaveBeenCalled();
});

test.each(['online', 'visibilitychange'])('tries at once on %s', (event) => {
  FarEnd.last.accept();
  FarEnd.last.break();
  (event === 'online' ? window : document).dispatchEvent(new Event(event));
  expect(FarEnd.all).toHaveLength(2);
});

test('gives a connection that never opens ten seconds', () => {
  vi.advanceTimersByTime(10_000 + 400);
  expect(FarEnd.all).toHaveLength(2);
});

test('what is not JSON changes nothing', () => {
  FarEnd.last.accept();
  FarEnd.last.onmessage?.({ data: '{"type":' });
  FarEnd.last.onmessage?.({ data: 'null' });
  expect(messages).toEqual([]);
  expect(states[states.length - 1]).toBe('online');
});

test('stops for good', () => {
  FarEnd.last.accept();
  socket.stop();
  vi.advanceTimersByTime(60_000);
  expect(FarEnd.all).toHaveLength(1);
});
