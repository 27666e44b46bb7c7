import { expect, test } from 'vitest';
import { actionOf } from './keys';

const plain = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };

test.each([
  ['ArrowRight', 'next'],
  ['ArrowDown', 'next'],
  ['PageDown', 'next'],
  [' ', 'next'],
  ['ArrowLeft', 'previous'],
  ['ArrowUp', 'previous'],
  ['PageUp', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
  ['b', 'blank'],
  ['B', 'blank'],
  ['.', 'blank'],
  ['x', null],
  ['Enter', null],
  ['Tab', null],
])('%s means %s', (key, action) => expect(actionOf({ ...plain, key })).toBe(action));

test('shift with space goes back', () => expect(actionOf({ ...plain, key: ' ', shiftKey: true })).toBe('previous'));

test.each(['ctrlKey', 'altKey', 'metaKey'])('%s leaves the key to the browser', (modifier) => {
  expect(actionOf({ ...plain, key: 'ArrowLeft', [modifier]: true })).toBeNull();
});
