import { expect, test } from 'vitest';
import { chooseLanguage } from './choice';
import { editEn } from './edit/en';
import { editNl } from './edit/nl';
import { en } from './en';
import { mediaEn } from './media/en';
import { mediaNl } from './media/nl';
import { nl } from './nl';
import { teacherEn } from './teacher/en';
import { explain } from './teacher/explain';
import { teacherNl } from './teacher/nl';

test('both languages say everything, and nothing is left empty', () => {
  expect(Object.keys(nl)).toEqual(Object.keys(en));
  expect(Object.keys(teacherNl)).toEqual(Object.keys(teacherEn));
  expect(Object.keys(editNl)).toEqual(Object.keys(editEn));
  expect(Object.keys(teacherNl.problems)).toEqual(Object.keys(teacherEn.problems));
  expect(Object.keys(mediaNl)).toEqual(Object.keys(mediaEn));
  expect(Object.keys(mediaNl.problems)).toEqual(Object.keys(mediaEn.problems));
  const problems = [teacherEn, teacherNl, mediaEn, mediaNl].map((words) => words.problems);
  for (const words of [en, nl, editEn, editNl, teacherEn, teacherNl, mediaEn, mediaNl, ...problems]) {
    for (const value of Object.values(words)) {
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
  ['bad-credentials', null, teacherEn.problems['bad-credentials']],
  ['too-many-attempts', 30, `${teacherEn.problems['too-many-attempts']} Try again in 30 seconds.`],
  ['too-many-attempts', 600, `${teacherEn.problems['too-many-attempts']} Try again in 10 minutes.`],
  ['something-new', null, teacherEn.problems.internal],
  ['toString', null, teacherEn.problems.internal],
])('%s is explained', (code, retryAfterSeconds, text) =>
  expect(explain(teacherEn, { code, retryAfterSeconds })).toBe(text),
);
