// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { furnishDocument } from '../testing/page';
import { Plans } from './plans.svelte';

beforeEach(furnishDocument);
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const page = (id: string, text: string) => ({ id, html: `<h1>${text}</h1>` });

test('a page that did not change stays measured, and one that did keeps its look until the new one is', async () => {
  const plans = new Plans([page('a', 'one'), page('b', 'two')], '');
  await plans.measureAll(0);
  const [a, b] = [plans.of('a'), plans.of('b')];
  const updated = plans.update([page('a', 'one'), page('b', 'other'), page('c', 'new')], 1);
  expect(plans.of('b')).toBe(b);
  expect(plans.of('c')).toMatchObject({ title: 'new', plan: null });
  await updated;
  expect(plans.of('a')).toBe(a);
  expect([plans.of('b')?.title, plans.of('c')?.title]).toEqual(['other', 'new']);
  expect(plans.of('b')?.plan).not.toBeNull();
  expect(plans.stepCounts()).toEqual([1, 1, 1]);
});

test('a page that went can still be shown, and has no steps in the lesson', async () => {
  const plans = new Plans([page('a', 'one'), page('b', 'two')], '');
  await plans.measureAll(0);
  await plans.update([page('b', 'two')], 0);
  expect(plans.of('a')?.title).toBe('one');
  expect(plans.stepCounts()).toEqual([1]);
});

test('of two changes the newer counts, however long the older takes to measure', async () => {
  vi.useFakeTimers();
  vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(false);
  const plans = new Plans([page('a', 'one')], '');
  await plans.measureAll(0);
  const slow = plans.update([{ id: 'a', html: '<h1>two</h1><img src="/media/never">' }], 0);
  await vi.advanceTimersByTimeAsync(100);
  await plans.update([page('a', 'three')], 0);
  await vi.advanceTimersByTimeAsync(120_000);
  await slow;
  expect(plans.of('a')?.title).toBe('three');
});
