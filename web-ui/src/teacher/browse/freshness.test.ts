// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepFresh, REFRESH_MILLIS } from './freshness';

let end: () => void;
const refresh = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  refresh.mockClear();
  end = keepFresh(refresh, () => 0.5);
});

afterEach(() => {
  end();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a tree that is looked at is read again now and then', () => {
  vi.advanceTimersByTime(REFRESH_MILLIS - 1);
  expect(refresh).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1 + 2 * REFRESH_MILLIS);
  expect(refresh).toHaveBeenCalledTimes(3);
});

test('one that nobody sees is not', () => {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  vi.advanceTimersByTime(3 * REFRESH_MILLIS);
  expect(refresh).not.toHaveBeenCalled();
});

test.each(['focus', 'online'])('%s: at once, and the next time later', (event) => {
  vi.advanceTimersByTime(REFRESH_MILLIS - 1);
  window.dispatchEvent(new Event(event));
  expect(refresh).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(REFRESH_MILLIS - 1);
  expect(refresh).toHaveBeenCalledTimes(1);
});

test('it ends', () => {
  end();
  window.dispatchEvent(new Event('focus'));
  vi.advanceTimersByTime(3 * REFRESH_MILLIS);
  expect(refresh).not.toHaveBeenCalled();
});
