// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heading } from './insert';
import type { ComingPicture } from './pictures';
import { difference, TextEditor } from './textEditor';

const words = { label: 'Text', empty: 'Write', bold: 'b', note: 'n', column: (number: number) => `C${number}` };
let host: HTMLElement;
let editor: TextEditor;
let changes: string[];
let depths: string;

beforeEach(() => {
  document.body.innerHTML = '<div></div>';
  host = document.body.firstElementChild as HTMLElement;
  changes = [];
  editor = new TextEditor(host, words, {
    changed: (pageId, text) => changes.push(`${pageId}: ${text}`),
    history: (undo, redo) => (depths = `${undo} ${redo}`),
    save: () => undefined,
    files: () => false,
  });
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

function coming(name: string) {
  let tell: (part: number) => void = () => undefined;
  let come: (markdown: string | null) => void = () => undefined;
  let watched = true;
  const picture: ComingPicture = {
    name,
    watch: (progress) => {
      tell = progress;
      return () => (watched = false);
    },
    markdown: new Promise((resolve) => (come = resolve)),
  };
  return {
    picture,
    tell: (part: number) => tell(part),
    come: (text: string | null) => come(text),
    watched: () => watched,
  };
}

test('a picture has a place that moves along, and no text until it has come', async () => {
  editor.show('a', 'one');
  const moon = coming('moon.jpg');
  editor.place([moon.picture], 3);
  moon.tell(0.5);
  const bar = host.shadowRoot?.querySelector('progress');
  expect([bar?.value, bar?.getAttribute('aria-label')]).toEqual([0.5, 'moon.jpg']);
  expect(changes).toEqual([]);
  editor.insert(heading);
  moon.come('![moon](/media/x/moon.webp)');
  await moon.picture.markdown;
  await Promise.resolve();
  expect(changes.at(-1)).toBe('a: # one\n\n![moon](/media/x/moon.webp)\n');
  expect(host.shadowRoot?.querySelector('progress')).toBeNull();
  expect(moon.watched()).toBe(false);
});

test('a picture comes to its page also when another one is shown', async () => {
  editor.show('a', '');
  const moon = coming('moon.jpg');
  editor.place([moon.picture]);
  editor.show('b', 'two');
  moon.tell(0.9);
  moon.come('![moon](x)');
  await moon.picture.markdown;
  await Promise.resolve();
  expect(changes).toEqual(['a: ![moon](x)\n']);
  expect(shown()).toBe('two');
});

test('a picture that was given up leaves nothing', async () => {
  editor.show('a', 'one');
  const moon = coming('moon.jpg');
  editor.place([moon.picture]);
  moon.come(null);
  await moon.picture.markdown;
  await Promise.resolve();
  expect(changes).toEqual([]);
  expect(host.shadowRoot?.querySelector('progress')).toBeNull();
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
