import { expect, test } from 'vitest';
import { chooseLanguage, explain } from './choice';
import { en } from './en';
import { nl } from './nl';

test('both languages say everything, and nothing is left empty', () => {
  expect(Object.keys(nl)).toEqual(Object.keys(en));
  expect(Object.keys(nl.problems)).toEqual(Object.keys(en.problems));
  for (const words of [en, nl]) {
    for (const value of [...Object.values(words), ...Object.values(words.problems)]) {
      if (typeof value === 'string') expect(value.trim()).not.toBe('');
    }
  }
});

test.each([
  ['nl', ['en-GB'], 'nl'],
  [null, ['nl-BE', 'en'], 'nl'],
  [null, ['de', 'fr', 'en-US'], 'en'],
  [null, ['de'], 'en'],
  ['de', ['nl'], 'nl'],
  [undefined, [], 'en'],
])('kept %s, browser %o: %s', (kept, browser, code) => expect(chooseLanguage(kept, browser)).toBe(code));

test.each([
  ['bad-credentials', null, en.problems['bad-credentials']],
  ['too-many-attempts', 30, `${en.problems['too-many-attempts']} Try again in 30 seconds.`],
  ['too-many-attempts', 600, `${en.problems['too-many-attempts']} Try again in 10 minutes.`],
  ['something-new', null, en.problems.internal],
  ['toString', null, en.problems.internal],
])('%s is explained', (code, retryAfterSeconds, text) => expect(explain(en, { code, retryAfterSeconds })).toBe(text));
