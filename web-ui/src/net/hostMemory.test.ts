// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { HostMemory } from './hostMemory';

const KEY = 'steadyboard.hosts';
let now = 1_000_000_000;
const tab = new HostMemory(() => now);
const otherTab = new HostMemory(() => now);

beforeEach(() => localStorage.clear());

test('two tabs share what was learnt, for two minutes', () => {
  tab.avoid(['a', 'b']);
  otherTab.trust('b');
  otherTab.choose('c');
  expect(tab.troubled).toEqual(new Set(['a']));
  expect(tab.chosen).toBe('c');
  now += 120_000;
  expect(otherTab.troubled.size).toBe(0);
  expect(otherTab.chosen).toBe('c');
});

test('a choice lasts a school day', () => {
  tab.choose('a');
  now += 12 * 3600_000 - 1;
  expect(tab.chosen).toBe('a');
  now += 1;
  expect(tab.chosen).toBeNull();
});

test.each([
  'no json',
  '7',
  'null',
  '[]',
  '{"chosen":7,"troubled":"x"}',
  '{"chosen":{"id":7,"at":"x"},"troubled":{"a":"soon","b":null}}',
  `{"chosen":{"id":"a","at":${10 ** 15}},"troubled":{"a":${10 ** 15}}}`,
])('%s counts as nothing, and is written over', (text) => {
  localStorage.setItem(KEY, text);
  expect(tab.chosen).toBeNull();
  expect(tab.troubled.size).toBe(0);
  tab.choose('b');
  tab.avoid(['c']);
  expect([tab.chosen, [...tab.troubled]]).toEqual(['b', ['c']]);
});
