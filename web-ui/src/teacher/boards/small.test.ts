import { expect, test } from 'vitest';
import { ago } from './ago';
import { codeIn } from './code';

const now = Date.parse('2026-11-24T12:00:00Z');

test.each([
  ['2026-11-24T11:59:50Z', 'now'],
  ['2026-11-24T11:55:00Z', '5 minutes ago'],
  ['2026-11-24T10:00:00Z', '2 hours ago'],
  ['2026-11-23T12:00:00Z', 'yesterday'],
  ['2026-11-24T12:00:30Z', 'now'],
  [null, null],
  ['sometime', null],
])('%s is %s', (time, words) => expect(ago(time, now, 'en')).toBe(words));

test.each([
  ['https://a.example.org/#/pair/104827', '104827'],
  ['104 827', '104827'],
  ['104827', '104827'],
  ['https://a.example.org/#/pair/1048271', null],
  ['WIFI:S:school;;', null],
])('the camera read %s: %s', (text, code) => expect(codeIn(text)).toBe(code));
