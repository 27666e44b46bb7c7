import { expect, test } from 'vitest';
import { carried, onlyHolds, spoken, taken } from './places';

const id = '01938f00-0000-7000-8000-000000000001';
const other = '01938f00-0000-7000-8000-000000000002';
const hold = (alt = '', of = id) => `![${alt}](uploading:${of})`;
const url = `/media/${'0a'.repeat(32)}/moon.webp`;

test.each([
  ['# Moon', '# Moon'],
  [`# Moon\n\n${hold()}\n\nIt shines.`, '# Moon\n\n\nIt shines.'],
  [`# Moon\n\n${hold('a \\] b')}`, '# Moon\n'],
  [hold(), ''],
  [`${hold()} ${hold('', other)}`, ''],
  [`| a | ${hold()} |`, '| a |  |'],
  [`see ![x](${url}) and ${hold()}!`, `see ![x](${url}) and !`],
  [hold('a [b] c'), ''],
  [`a ${hold('a ] b')}`, 'a ![a ] b]'],
  ['[uploading:x](uploading:y)', '[uploading:x](uploading:y)'],
])('of %j hosts are told %j', (text, said) => expect(spoken(text)).toBe(said));

test.each([
  [`a\n\n${hold()}\n`, 'a', true],
  [`a\n\n${hold()}\n\nb`, 'a\n\nb', true],
  [`a\n\n${hold()}\n\nc`, 'a\n\nb', false],
  ['a', 'a', false],
  ['a uploading: b', 'a uploading: b', false],
])('%j has nothing to say beyond %j: %j', (text, base, holds) => expect(onlyHolds(text, base)).toBe(holds));

test('a picture takes its place with the description that stands there, else with its own', () => {
  expect(taken(`${hold('A $& moon')} ${hold('', other)}`, id, `![Sun](${url})`)).toBe(
    `![A $& moon](${url}) ${hold('', other)}`,
  );
  expect(taken(hold(), id, `![Sun](${url})`)).toBe(`![Sun](${url})`);
  expect(taken(hold('a ] b'), id, `![Sun](${url})`)).toBe(`![a ] b](${url})`);
  expect(taken(hold('a ] b'), id, null)).toBe('![a ] b]');
  expect(taken(`a\n\n${hold('x')}\n\nb ${hold('', other)}`, id, null)).toBe(`a\n\n\nb ${hold('', other)}`);
});

test.each([
  ['above', 'a\n\nb', `a\n\nb\n\n${hold()}\n`, 'new\n\na\n\nb', `new\n\na\n\nb\n\n${hold()}\n`],
  ['behind', 'a\n\nb', `a\n\n${hold()}\n\nb`, 'a\n\nb and more', `a\n\n${hold()}\n\nb and more`],
  ['come already', 'a\n\nb', `a\n\n![](${url})\n\nb`, 'a!\n\nb', `a!\n\n![](${url})\n\nb`],
  [
    'two',
    'a\n\nb',
    `${hold()}\n\na\n\nb\n\n${hold('', other)}`,
    'a\n\nB',
    `${hold()}\n\na\n\nB\n\n${hold('', other)}\n`,
  ],
  ['all went', 'a', `a\n\n${hold()}\n`, '', `${hold()}\n`],
  ['it is there', 'a', `a\n\n![](${url})\n`, `a\n\n![](${url})`, `a\n\n![](${url})`],
  ['in a line', 'a b', `a ${hold()}b`, 'a b c', `a ${hold()}b c`],
  ['more was written', 'a', `A\n\n${hold()}`, 'a b', null],
  ['nothing but words', 'a', 'ab', 'ac', null],
])('pictures go into what somebody else wrote: %s', (_what, base, mine, theirs, together) =>
  expect(carried(base, mine, theirs)).toBe(together),
);

test('one of the pictures that stood there before is no new one', () => {
  const base = `a\n\n![](${url})`;
  expect(carried(base, `${base}\n\n${hold()}`, `b\n\n![](${url})`)).toBe(`b\n\n![](${url})\n\n${hold()}\n`);
});
