import { expect, test } from 'vitest';
import { piecesOf } from './excerpt';

test.each([
  ['plain', [{ text: 'plain', hit: false }]],
  [
    'a <mark>b</mark> c',
    [
      { text: 'a ', hit: false },
      { text: 'b', hit: true },
      { text: ' c', hit: false },
    ],
  ],
  ['1 &lt; 2 &amp; 3', [{ text: '1 < 2 & 3', hit: false }]],
  ['&amp;lt;b&amp;gt;', [{ text: '&lt;b&gt;', hit: false }]],
  ['<img src=x onerror=y>', [{ text: '<img src=x onerror=y>', hit: false }]],
  ['<mark>open', [{ text: 'open', hit: true }]],
  ['', []],
])('%s', (excerpt, pieces) => expect(piecesOf(excerpt)).toEqual(pieces));
