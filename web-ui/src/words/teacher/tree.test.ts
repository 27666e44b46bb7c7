import { expect, test } from 'vitest';
import { refusal, treeWords } from './tree';

test.each(Object.entries(treeWords))('%s leaves nothing empty, and says what everything does', (_, words) => {
  const texts = (value: object): string[] =>
    Object.values(value).flatMap((one: unknown) =>
      typeof one === 'string' ? [one] : typeof one === 'function' ? [String(one('x', 1, 2))] : texts(one as object),
    );
  for (const text of texts(words)) expect(text.trim()).not.toBe('');
  expect(texts(words).some((text) => text.includes('undefined'))).toBe(false);
});

test('both languages know the same refusals; one that is not about the change is left to others', () => {
  expect(Object.keys(treeWords.nl.refusals)).toEqual(Object.keys(treeWords.en.refusals));
  expect(refusal(treeWords.nl, 'would-make-cycle')).toBe('Het past niet in zichzelf.');
  expect(refusal(treeWords.en, 'toString')).toBeNull();
});
