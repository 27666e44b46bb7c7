import { expect, test } from 'vitest';
import { newId, newSecret } from './ids';

test('an id is a version 4 UUID in lower case, another one each time', () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

test('a secret is 32 bytes of base64url', () => {
  expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
});
