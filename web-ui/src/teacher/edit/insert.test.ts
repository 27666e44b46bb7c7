import { EditorSelection, EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { bold, goOnWithList, heading, list, note, paragraph, table, type Insertion } from './insert';

const words = { bold: 'bold', note: 'for me', column: (number: number) => `C${number}` };

/** `[` and `]` are the ends of the selection; one `|` is a cursor. */
function state(marked: string): EditorState {
  const from = marked.search(/[|[]/);
  const isCursor = marked[from] === '|';
  const doc = isCursor ? marked.replace('|', '') : marked.replace('[', '').replace(/]/, '');
  const to = isCursor ? from : marked.replace('[', '').indexOf(']');
  return EditorState.create({ doc, selection: EditorSelection.range(from, to) });
}

function marked(after: EditorState): string {
  const { from, to, empty } = after.selection.main;
  const doc = after.doc.toString();
  return doc.slice(0, from) + (empty ? '|' : `[${doc.slice(from, to)}]`) + doc.slice(to);
}

const done = (insertion: Insertion, before: string) => {
  const start = state(before);
  return marked(start.update(insertion(start, words)).state);
};

test.each<[string, Insertion, string, string]>([
  ['a title', heading, 'one|', '# one|'],
  ['a smaller one', heading, '# one|', '## one|'],
  ['none again', heading, '## one|', 'one|'],
  ['a title of several lines', heading, '[a\nb]', '# [a\n# b]'],
  ['a deep one becomes none', heading, '#### x|', 'x|'],
  ['a list', list, '[a\nb]', '- [a\n- b]'],
  ['a list without its blank lines', list, '[a\n\nb]', '- [a\n\n- b]'],
  ['no list again', list, '[- a\n- b]', '[a\nb]'],
  ['what is half a list becomes one', list, '[- a\nb]', '[- a\n- b]'],
  ['a numbered list is a list', list, '1. a|', 'a|'],
  ['an item on an empty line', list, '|', '- |'],
  ['bold', bold, 'a [word] b', 'a **[word]** b'],
  ['bold without the spaces around it', bold, 'a[ word ]b', 'a **[word]** b'],
  ['bold again', bold, 'a **[word]** b', 'a [word] b'],
  ['bold of nothing', bold, 'a |', 'a **[bold]**'],
  ['a table on an empty page', table, '|', '| [C1] | C2 |\n| -- | -- |\n|    |    |\n|    |    |\n'],
  ['a table below what is written', table, 'text|', 'text\n\n| [C1] | C2 |\n| -- | -- |\n|    |    |\n|    |    |\n'],
  ['a note on an empty page', note, '|', '<!-- [for me] -->\n'],
  ['a note at the end', note, '# a|\n\nb', '# a\n\nb\n\n<!-- [for me] -->\n'],
  ['a note after a line end', note, 'b|\n', 'b\n\n<!-- [for me] -->\n'],
  ['a note behind a note', note, '|<!-- x -->\n', '<!-- x -->\n\n<!-- [for me] -->\n'],
])('%s', (_, insertion, before, after) => expect(done(insertion, before)).toBe(after));

test.each([
  ['- a|', '- a\n- |'],
  ['  * a|b', '  * a\n  * |b'],
  ['9. a|', '9. a\n10. |'],
  ['x\n- |', 'x\n|'],
  ['text|', null],
  ['|- a', null],
  ['- [a]', null],
])('a new line after %s: %s', (before, after) => {
  const start = state(before);
  const spec = goOnWithList(start);
  expect(spec && marked(start.update(spec).state)).toBe(after);
});

test.each([
  ['', 0, '![x](y)\n\n'],
  ['a\n\nb', 2, 'a\n\n![x](y)\n\n\nb'],
  ['a\n\n\nb', 3, 'a\n\n![x](y)\n\n\nb'],
  ['text', 2, 'text\n\n![x](y)\n\n'],
  ['text', 99, 'text\n\n![x](y)\n\n'],
])('a picture in %j at %i', (doc, at, after) => {
  const start = EditorState.create({ doc });
  expect(start.update(paragraph(start, at, '![x](y)')).state.doc.toString()).toBe(after);
});
