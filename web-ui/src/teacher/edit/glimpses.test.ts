import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../net/apiError';
import { Glimpses } from './glimpses.svelte';
import type { Api } from './rest';

let asked: string[];
let answer: (text: string) => Promise<unknown>;
const api: Api = {
  async request<T>(_: string, options?: { readonly body?: unknown }): Promise<T> {
    const { markdown } = options?.body as { markdown: string };
    asked.push(markdown);
    return (await answer(markdown)) as T;
  },
};
let glimpses: Glimpses;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  answer = async (text) => ({ html: `<p>${text}</p>`, notes: '' });
  glimpses = new Glimpses(api);
});

afterEach(() => {
  glimpses.stop();
  vi.useRealTimers();
});

const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);

test('who types without a pause sees the page grow, 25 times in 10 s at most', async () => {
  for (let at = 0; at < 10_000; at += 50) {
    glimpses.want('a', `text ${at}`);
    await pass(50);
  }
  expect(asked.length).toBeGreaterThan(15);
  expect(asked.length).toBeLessThanOrEqual(25);
  await pass(500);
  expect(glimpses.looks.get('a')?.text).toBe('text 9950');
});

test('an answer that was overtaken does not count', async () => {
  let slow: (value: unknown) => void = () => undefined;
  answer = () => new Promise((resolve) => (slow = resolve));
  glimpses.want('a', 'one');
  await pass(250);
  answer = async (text) => ({ html: text, notes: '' });
  glimpses.want('a', 'two');
  await pass(500);
  slow({ html: 'one', notes: '' });
  await pass(0);
  expect(glimpses.looks.get('a')?.html).toBe('two');
});

test('a page that is saved needs no look, and the same text is asked for once', async () => {
  glimpses.want('a', 'one');
  glimpses.done('a');
  await pass(1000);
  expect(asked).toEqual([]);
  glimpses.want('a', 'one');
  await pass(1000);
  glimpses.want('a', 'one');
  await pass(1000);
  expect(asked).toEqual(['one']);
});

test('without a connection it is tried again, and what is refused is not', async () => {
  answer = () => Promise.reject(new ApiError('unreachable', 0));
  glimpses.want('a', 'one');
  await pass(250);
  expect(glimpses.problem?.code).toBe('unreachable');
  answer = async () => ({ html: 'fine', notes: '' });
  await pass(5000);
  expect([glimpses.looks.get('a')?.html, glimpses.problem]).toEqual(['fine', null]);

  answer = () => Promise.reject(new ApiError('too-complex', 422));
  glimpses.want('a', 'too much');
  await pass(60_000);
  expect(asked).toEqual(['one', 'one', 'too much']);
  expect(glimpses.problem?.code).toBe('too-complex');
});
