import { expect, test } from 'vitest';
import { CommandIds, newId, newSecret } from './ids';

test('an id is a version 4 UUID in lower case, another one each time', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

test('a secret is 32 bytes of base64url', () => {
  expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

test('ids of commands rise and share their end, though the clock stands still or goes back', () => {
  let now = 1_764_000_000_000;
  const ids = new CommandIds(() => now);
  const made = Array.from({ length: 5000 }, () => ids.next('page'));
  now -= 60_000;
  made.push(ids.next('page'));
  now += 3_600_000;
  made.push(ids.next('page'));
  expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  expect(new Set(made.map((id) => id.slice(19))).size).toBe(1);
});

test('each matter, and each start of the page, has an end of its own', () => {
  const ids = new CommandIds();
  const ends = [ids.next('page'), ids.next('tool blank'), new CommandIds().next('page')].map((id) => id.slice(19));
  expect(new Set(ends).size).toBe(3);
  expect(ids.next('tool blank').slice(19)).toBe(ends[1]);
});
