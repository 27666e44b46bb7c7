import { expect, test } from 'vitest';
import { treeNode } from '../../../testing/tree';
import { mayChange, mayCopyTo, mayPut, ownerUnder } from './rights';

const teacher = { id: 't', email: 't@example.org', role: 'teacher' };
const admin = { id: 'x', email: 'x@example.org', role: 'admin' };
const own = treeNode('own', { kind: 'theme' });
const shared = treeNode('shared', { kind: 'theme', ownerId: null });
const others = treeNode('others', { kind: 'theme', ownerId: 'u' });
const lesson = treeNode('lesson');

test.each([
  [teacher, own, true],
  [teacher, shared, false],
  [teacher, others, false],
  [admin, own, true],
  [admin, shared, true],
])('%o may change %o: %s', (who, node, may) => expect(mayChange(who, node)).toBe(may));

test.each([
  [teacher, lesson, own, true],
  [teacher, lesson, null, true],
  [teacher, lesson, shared, false],
  [teacher, own, own, false],
  [teacher, own, lesson, false],
  [teacher, shared, null, false],
  [admin, shared, own, false],
  [admin, lesson, own, true],
])('%o may put %o under %o: %s', (who, node, parent, may) => expect(mayPut(who, node, parent)).toBe(may));

test.each([
  [teacher, null, true],
  [teacher, own, true],
  [teacher, shared, false],
  [teacher, lesson, false],
  [admin, shared, true],
])('%o may copy to %o: %s', (who, parent, may) => expect(mayCopyTo(who, parent)).toBe(may));

test.each([
  [teacher, null, 't'],
  [admin, null, null],
  [admin, own, 't'],
  [admin, shared, null],
])('what %o makes under %o is of %s', (who, parent, owner) => expect(ownerUnder(who, parent)).toBe(owner));
