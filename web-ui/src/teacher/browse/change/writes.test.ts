import { expect, test } from 'vitest';
import { treeNode } from '../../../testing/tree';
import { before, requestOf, withWrites, type TreeWrite } from './writes';

const a = treeNode('a', { rank: '1' });
const b = treeNode('b');
const c = treeNode('c', { rank: '3' });
const key = 'k';
const details = { title: 'B', tags: [], language: 'en' };

test.each<[TreeWrite, string, string, object | undefined, boolean]>([
  [
    { key, kind: 'make', node: { ...b, parentId: 'p' }, after: undefined },
    'PUT',
    '/api/nodes/b',
    { ...details, parentId: 'p', kind: 'lesson' },
    true,
  ],
  [
    { key, kind: 'make', node: b, after: null },
    'PUT',
    '/api/nodes/b',
    { ...details, parentId: null, kind: 'lesson', after: null },
    true,
  ],
  [{ key, kind: 'describe', node: b }, 'PUT', '/api/nodes/b/details', details, true],
  [{ key, kind: 'move', node: b, after: 'a' }, 'PUT', '/api/nodes/b/place', { parentId: null, after: 'a' }, true],
  [{ key, kind: 'move', node: b, after: undefined }, 'PUT', '/api/nodes/b/place', { parentId: null }, true],
  [{ key, kind: 'delete', node: b }, 'DELETE', '/api/nodes/b', undefined, true],
  [{ key, kind: 'restore', node: b }, 'PUT', '/api/nodes/b/restoration', undefined, true],
  [{ key, kind: 'copy', node: b, from: 'a' }, 'PUT', '/api/lessons/a/copies/b', { parentId: null }, false],
])('%o is said', (write, method, path, body, plain) => {
  const request = requestOf(write, 'after' in write ? write.after : undefined);
  expect(request.path).toBe(path);
  expect(request.options.method).toBe(method);
  // As it goes over the wire: absent is not null.
  expect(request.options.body && JSON.parse(JSON.stringify(request.options.body))).toEqual(body);
  expect(request.options.plain).toBe(plain);
});

const shown = (...writes: TreeWrite[]) => withWrites([a, b, c], null, writes).map((node) => node.title);

test.each<[string, TreeWrite[], string[]]>([
  ['nothing', [], ['A', 'B', 'C']],
  ['a new one, last', [{ key, kind: 'make', node: treeNode('n'), after: undefined }], ['A', 'B', 'C', 'N']],
  ['a new one that a host has taken', [{ key, kind: 'make', node: b, after: undefined }], ['A', 'B', 'C']],
  [
    'a new one elsewhere',
    [{ key, kind: 'make', node: treeNode('n', { parentId: 'p' }), after: undefined }],
    ['A', 'B', 'C'],
  ],
  ['another name', [{ key, kind: 'describe', node: { ...b, title: 'Bee' } }], ['A', 'Bee', 'C']],
  ['first', [{ key, kind: 'move', node: c, after: null }], ['C', 'A', 'B']],
  ['between', [{ key, kind: 'move', node: a, after: 'b' }], ['B', 'A', 'C']],
  ['last', [{ key, kind: 'move', node: a, after: undefined }], ['B', 'C', 'A']],
  ['after one that is gone', [{ key, kind: 'move', node: a, after: 'gone' }], ['B', 'C', 'A']],
  ['away', [{ key, kind: 'move', node: { ...a, parentId: 'p' }, after: undefined }], ['B', 'C']],
  ['from elsewhere', [{ key, kind: 'move', node: treeNode('n'), after: 'a' }], ['A', 'N', 'B', 'C']],
  ['gone', [{ key, kind: 'delete', node: b }], ['A', 'C']],
  [
    'gone and back',
    [
      { key, kind: 'delete', node: b },
      { key, kind: 'restore', node: b },
    ],
    ['A', 'C', 'B'],
  ],
  [
    'back where it stood',
    [
      { key, kind: 'delete', node: b },
      { key, kind: 'restore', node: { ...b, rank: '2' } },
    ],
    ['A', 'B', 'C'],
  ],
  [
    'back as the first',
    [
      { key, kind: 'delete', node: a },
      { key, kind: 'restore', node: { ...a, rank: '0' } },
    ],
    ['A', 'B', 'C'],
  ],
  ['a copy', [{ key, kind: 'copy', node: treeNode('n'), from: 'a' }], ['A', 'B', 'C', 'N']],
  [
    'one after the other',
    [
      { key, kind: 'make', node: treeNode('n'), after: undefined },
      { key, kind: 'describe', node: treeNode('n', { title: 'New' }) },
      { key, kind: 'move', node: treeNode('n'), after: null },
    ],
    ['New', 'A', 'B', 'C'],
  ],
])('a list shows what was changed: %s', (_, writes, titles) => expect(shown(...writes)).toEqual(titles));

test('what moves keeps what the list knew of it', () => {
  const [first] = withWrites([a, { ...b, childCount: 7 }], null, [{ key, kind: 'move', node: b, after: null }]);
  expect(first).toMatchObject({ id: 'b', childCount: 7 });
});

test.each([
  ['a', null],
  ['c', 'b'],
  ['n', undefined],
])('before %s stands %s', (id, after) => expect(before([a, b, c], id)).toBe(after));
