import { expect, test } from 'vitest';
import { signOf } from './sign';

const calm = { changing: false, slow: false };

test.each([
  ['online', calm, null],
  ['reconnecting', calm, 'reconnecting'],
  ['reconnecting', { changing: true, slow: true }, 'changing'],
  ['online', { changing: false, slow: true }, 'slow'],
  ['offline', { changing: true, slow: true }, 'offline'],
  ['online', calm, 'trouble', 'deaf'],
  ['reconnecting', calm, 'reconnecting', 'deaf'],
  ['online', { changing: true, slow: false }, 'changing', 'deaf'],
  ['elsewhere', { changing: true, slow: true }, 'elsewhere'],
] as const)('%s with %o is said as %s', (link, hosts, sign, trouble: string | null = null) =>
  expect(signOf(link, hosts, trouble)).toBe(sign),
);
