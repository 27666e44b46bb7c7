// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Coming } from './arrivals.svelte';
import { difference } from './difference';
import { heading } from './insert';
import { TextEditor } from './textEditor';

const words = { label: 'Text', empty: 'Write', bold: 'b', note: 'n', column: (number: number) => `C${number}` };
let host: HTMLElement;
let editor: TextEditor;
let changes: string[];
let places: { coming: Map<string, Coming>; came: Map<string, string>; gone: Set<string> };
let depths: string;

beforeEach(() => {
  document.body.innerHTML = '<div></div>';
  host = document.body.firstElementChild as HTMLElement;
  changes = [];
  places = { coming: new Map(), came: new Map(), gone: new Set() };
  editor = new TextEditor(
    host,
    words,
    {
      changed: (pageId, text) => changes.push(`${pageId}: ${text}`),
      history: (undo, redo) => (depths = `${undo} ${redo}`),
      save: () => undefined,
      files: () => false,
    },
    places,
  );
});

// The test's document tells of a selection within the call that changes it; browsers do so later.
const dispatch = document.dispatchEvent.bind(document);
document.dispatchEvent = (event) => event.type === 'selectionchange' || dispatch(event);

afterEach(() => editor.destroy());

const shown = () => host.shadowRoot?.querySelector('.cm-content')?.textContent;

test('what is typed is told, what comes from outside is not', () => {
  editor.show('a', 'one');
  editor.insert(heading);
  editor.sync('a', '# one two');
  expect(shown()).toBe('# one two');
  expect(changes).toEqual(['a: # one']);
});

test('each page keeps what can be undone, also across what others changed', () => {
  editor.show('a', 'one');
  editor.insert(heading);
  editor.show('b', 'two');
  expect(depths).toBe('false false');
  editor.show('a', '# one, changed by somebody else');
  expect(depths).toBe('true false');
  editor.undo();
  editor.undo();
  expect(shown()).toBe('one');
  expect(depths).toBe('false true');
  editor.redo();
  editor.redo();
  expect(shown()).toBe('# one, changed by somebody else');
});

test('the field is named, in the language of the moment', () => {
  editor.show('a', '');
  const content = host.shadowRoot?.querySelector('.cm-content');
  expect(content?.getAttribute('aria-label')).toBe('Text');
  editor.speak({ ...words, label: 'Tekst' });
  expect(content?.getAttribute('aria-label')).toBe('Tekst');
  expect(content?.getAttribute('role')).toBe('textbox');
});

const id = '01938f00-0000-7000-8000-000000000001';
const held = `![](uploading:${id})`;
const url = `/media/${'0a'.repeat(32)}/moon.webp`;

function progress(part: number): HTMLProgressElement | null | undefined {
  places.coming.set(id, { name: 'moon.jpg', part });
  editor.placesMoved();
  return host.shadowRoot?.querySelector('progress');
}

test('the place of a picture stands in the text, shows how far it is, and moves along', () => {
  editor.show('a', 'one');
  editor.place([{ placeholder: held }], 3);
  const bar = progress(0.5);
  expect([bar?.value, bar?.getAttribute('aria-label')]).toEqual([0.5, 'moon.jpg']);
  expect(progress(0.9)?.value).toBe(0.9);
  expect(changes).toEqual([`a: one\n\n${held}\n\n`]);
  editor.sync('a', `# one\n\n${held}\n\n`);
  expect(shown()).toBe('# one![]( moon.jpg)');
});

test('a picture takes its place without a step to undo; undoing takes it out whole, redoing puts it back', () => {
  editor.show('a', 'one');
  editor.place([{ placeholder: held }], 3);
  editor.insert(heading);
  places.came.set(id, `![moon](${url})`);
  editor.sync('a', `one\n\n![](${url})\n\n# `);
  editor.placesMoved();
  expect(shown()).toContain('![](…/moon.webp)');
  expect(host.shadowRoot?.querySelector('progress')).toBeNull();
  editor.undo();
  expect(changes.at(-1)).toBe(`a: one\n\n![](${url})\n\n`);
  editor.undo();
  expect(changes.at(-1)).toBe('a: one');
  editor.redo();
  expect(changes.at(-1)).toBe(`a: one\n\n![](${url})\n\n`);
});

test('what somebody else writes around a picture that has come changes nothing else', () => {
  editor.show('a', 'one');
  editor.place([{ placeholder: held }], 3);
  places.came.set(id, `![](${url})`);
  editor.sync('a', `two\n\n![A moon](${url})\n\n`);
  editor.undo();
  editor.undo();
  expect(changes.at(-1)).toBe('a: one');
});

test('a picture comes to its page also when another one is shown', () => {
  editor.show('a', '');
  editor.place([{ placeholder: held }]);
  editor.show('b', 'two');
  places.came.set(id, `![](${url})`);
  editor.placesMoved();
  expect(shown()).toBe('two');
  editor.show('a', `![](${url})\n\n`);
  expect(shown()).toContain('…/moon.webp');
  editor.undo();
  expect(changes.at(-1)).toBe('a: ');
});

test('the place of a picture that was given up goes, and no undoing brings it back', () => {
  editor.show('a', 'one');
  editor.place([{ placeholder: held }], 3);
  editor.insert(heading);
  places.gone.add(id);
  editor.sync('a', 'one\n\n\n# ');
  expect(shown()).toBe('one# ');
  editor.undo();
  editor.undo();
  expect(shown()).toBe('one');
  editor.redo();
  expect(shown()).not.toContain('uploading');
});

test('pictures that are put in together stand one below the other', () => {
  editor.show('a', 'one\ntwo');
  editor.place([{ placeholder: held }, { placeholder: `![](${url})` }], 1);
  expect(changes.at(-1)).toBe(`a: one\n\n${held}\n\n![](${url})\n\n\ntwo`);
});

test('the digits of a picture’s address are not shown', () => {
  editor.show('a', `![x](/media/${'0a'.repeat(32)}/moon.svg)`);
  expect(shown()).toContain('(…/moon.svg)');
});

test.each([
  ['same', 'same', null],
  ['abc', 'abXc', { from: 2, to: 2, insert: 'X' }],
  ['abc', '', { from: 0, to: 3, insert: '' }],
  ['aa', 'aaa', { from: 2, to: 2, insert: 'a' }],
  ['aXb', 'aYb', { from: 1, to: 2, insert: 'Y' }],
])('what changes from %j to %j', (before, after, change) => expect(difference(before, after)).toEqual(change));
