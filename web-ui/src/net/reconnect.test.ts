import { expect, test } from 'vitest';
import { reconnectDelayMillis } from './reconnect';

test.each([
  [0, 0, 0],
  [0, 1, 400],
  [1, 1, 800],
  [3, 0.5, 1600],
  [5, 1, 10_000],
  [1000, 1, 10_000],
])('try %i with chance %d waits %i ms', (attempt, random, millis) => {
  expect(reconnectDelayMillis(attempt, random)).toBe(millis);
});
