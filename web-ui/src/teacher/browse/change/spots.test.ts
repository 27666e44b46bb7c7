import { expect, test } from 'vitest';
import { afterOf, spotAt, type Box } from './spots';

const box = (id: string, left: number, top: number, takes = false): Box => ({
  id,
  left,
  top,
  right: left + 100,
  bottom: top + 100,
  takes,
});
const column = [box('a', 0, 0), box('b', 0, 110, true), box('c', 0, 220)];
const rows = [box('a', 0, 0), box('b', 110, 0, true), box('c', 0, 110)];

test.each([
  [50, 10, 'before', 'a'],
  [50, 90, 'after', 'a'],
  [50, 104, 'after', 'a'],
  [50, 120, 'before', 'b'],
  [50, 160, 'into', 'b'],
  [50, 200, 'after', 'b'],
  [500, 160, 'after', 'b'],
  [50, 900, 'after', 'c'],
  [50, -40, 'before', 'a'],
] as const)('in a column, %d,%d is %s %s', (x, y, at, id) => expect(spotAt(x, y, column, true)).toEqual({ at, id }));

test.each([
  [10, 50, 'before', 'a'],
  [90, 50, 'after', 'a'],
  [120, 50, 'before', 'b'],
  [160, 50, 'into', 'b'],
  [200, 50, 'after', 'b'],
  [10, 160, 'before', 'c'],
  [400, 150, 'after', 'b'],
] as const)('in rows, %d,%d is %s %s', (x, y, at, id) => expect(spotAt(x, y, rows, false)).toEqual({ at, id }));

test('with nothing beside it there is no place', () => expect(spotAt(1, 1, [], true)).toBeNull());

test.each([
  ['before', 'a', 'c', null],
  ['after', 'a', 'c', 'a'],
  ['before', 'b', 'c', 'a'],
  ['after', 'b', 'c', undefined],
  ['before', 'b', 'a', undefined],
  ['after', 'c', 'a', 'c'],
  ['after', 'b', 'a', 'b'],
] as const)('%s %s, carrying %s, is after %s', (at, id, carried, after) =>
  expect(afterOf({ at, id }, ['a', 'b', 'c'], carried)).toBe(after),
);
