import { expect, test } from 'vitest';
import { isNewer } from './revision';

test.each([
  ['2-a', '1-a', true],
  ['1-a', '2-a', false],
  ['1-a', '1-a', false],
  ['1-b', '1-a', true],
  ['1-a', '1-b', false],
  ['10-a', '9-z', true],
  // Larger than a JavaScript number can tell apart.
  ['9007199254740993-a', '9007199254740992-a', true],
  ['1790000000000001-a', '1790000000000000-b', true],
  ['1-host-2', '1-host-1', true],
  ['1-a', null, true],
  ['1-a', 'nonsense', true],
  ['nonsense', '1-a', false],
  ['', null, false],
])('%s after %s: %s', (candidate, current, newer) => expect(isNewer(candidate, current)).toBe(newer));
