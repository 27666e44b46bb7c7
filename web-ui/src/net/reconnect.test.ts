import { expect, test } from 'vitest';
import { reconnectDelayMillis } from './reconnect';

test.each([
  [0, 0, false, 0],
  [0, 1, false, 400],
  [1, 1, false, 800],
  [3, 0.5, false, 1600],
  [4, 1, false, 4000],
  [1000, 1, false, 4000],
  [4, 1, true, 6400],
  [1000, 1, true, 10_000],
])('try %i with chance %d waits, patient %s, %i ms', (attempt, random, patient, millis) => {
  expect(reconnectDelayMillis(attempt, random, patient)).toBe(millis);
});
