import { expect, test } from 'vitest';
import { readRoute, writeRoute, type Route } from './routes';

const id = '0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5f';

test.each<Route>([
  { at: 'home' },
  { at: 'node', nodeId: id },
  { at: 'lesson', lessonId: id, pageId: null, step: 0 },
  { at: 'lesson', lessonId: id, pageId: id, step: 12 },
  { at: 'pair', code: '104827' },
  { at: 'media', query: '' },
  { at: 'media', query: 'zon & maan #1' },
  { at: 'search', query: 'a & b/ç?#', language: 'zh-Hans', tag: 'x y' },
  { at: 'search', query: '', language: '', tag: '' },
])('%o is written and read again', (route) => expect(readRoute(writeRoute(route))).toEqual(route));

test.each([
  ['', { at: 'home' }],
  ['#', { at: 'home' }],
  ['#/elsewhere', { at: 'home' }],
  ['#/node/../../x', { at: 'home' }],
  ['#/lesson/1', { at: 'home' }],
  [`#/lesson/${id}/x/3`, { at: 'lesson', lessonId: id, pageId: null, step: 0 }],
  [`#/lesson/${id}/${id}/-1`, { at: 'lesson', lessonId: id, pageId: id, step: 0 }],
  ['#/pair/10 48-27x', { at: 'pair', code: '104827' }],
  ['#/pair/10482799', { at: 'pair', code: '104827' }],
])('%s is read', (hash, route) => expect(readRoute(hash)).toEqual(route));
