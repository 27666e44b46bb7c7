// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { blocksOf, modesOf, titleOf } from './blocks';
import { draw } from './draw';

const media = 'https://a.example.org';

function screen(html: string, from: number, to?: number): string {
  const page = document.createElement('div');
  const blocks = blocksOf(html, media);
  draw(page, blocks, 'stack', 28, { from, to: to ?? blocks.length, scale: 1 });
  return page.querySelector('.flow')?.innerHTML ?? '';
}

test('a list goes on with its number', () => {
  const list = '<ol><li>one</li><li>two</li><li>three</li></ol>';
  expect(screen(list, 0)).toBe('<ol start="1"><li>one</li><li>two</li><li>three</li></ol>');
  expect(screen(list, 2)).toBe('<ol start="3"><li>three</li></ol>');
  expect(screen('<ol start="4"><li>one</li><li>two</li></ol>', 1)).toBe('<ol start="5"><li>two</li></ol>');
});

test('an item that goes on is not numbered again', () => {
  const list = '<ol><li>one<ul><li>a</li><li>b</li></ul></li><li>two</li></ol>';
  expect(screen(list, 0)).toBe('<ol start="1"><li><p>one</p><ul><li>a</li><li>b</li></ul></li><li>two</li></ol>');
  expect(screen(list, 2)).toBe('<ol start="1"><li class="goes-on"><ul><li>b</li></ul></li><li>two</li></ol>');
});

test('a table repeats its head', () => {
  const table =
    '<table><thead><tr><th>n</th></tr></thead><tbody><tr><td>1</td></tr><tr><td>2</td></tr></tbody></table>';
  expect(screen(table, 0)).toBe(table);
  expect(screen(table, 1)).toBe('<table><thead><tr><th>n</th></tr></thead><tbody><tr><td>2</td></tr></tbody></table>');
});

test('long code is cut between lines, short code is not', () => {
  expect(blocksOf('<pre><code>a\nb\nc\nd\n</code></pre>', media)).toHaveLength(4);
  expect(blocksOf('<pre><code>a\nb\n</code></pre>', media)).toHaveLength(1);
});

test('pictures come from the host in use, and ids are not drawn twice', () => {
  const html = screen('<h2 id="x">T</h2><p><img src="/media/ab/c.png"></p>', 0);
  expect(html).toContain('src="https://a.example.org/media/ab/c.png"');
  expect(html).not.toContain('id=');
});

test('links open beside the lesson', () => {
  expect(screen('<p><a href="https://example.org/">x</a></p>', 0)).toContain(
    'target="_blank" rel="noopener noreferrer"',
  );
});

test('drawing leaves the page as it was', () => {
  const blocks = blocksOf('<ul><li>a</li><li>b</li></ul>', media);
  const page = document.createElement('div');
  draw(page, blocks, 'stack', 28, { from: 0, to: 1, scale: 1 });
  draw(page, blocks, 'stack', 28, { from: 0, to: 2, scale: 1 });
  expect(page.querySelectorAll('li')).toHaveLength(2);
});

test.each([
  ['<h1>A title</h1>', ['title']],
  ['<h1>A title</h1><p>and a line</p>', ['title']],
  [`<h1>A title</h1><p>${'long '.repeat(40)}</p>`, ['stack']],
  ['<h1>A list</h1><ul><li>a</li></ul>', ['stack']],
  ['<p>Text</p><p><img src="/media/a/b.png"></p>', ['stack', 'beside']],
  ['<p>Text <img src="/media/a/b.png"></p>', ['stack']],
  ['<p>T</p><p><img src="/media/a/b.png"></p><p><img src="/media/a/c.png"></p>', ['stack']],
  ['<h2>T</h2><p><img src="/media/a/b.png"></p>', ['picture']],
  ['<p><img src="/media/a/b.png"></p>', ['picture']],
  ['', ['stack']],
])('%s may be laid out as %o', (html, modes) => expect(modesOf(blocksOf(html, media))).toEqual(modes));

test.each([
  ['<p>text</p><h2>Named  by\n this</h2>', 'Named by this'],
  ['<p>Only text</p>', 'Only text'],
  ['', ''],
  [`<p>${'x'.repeat(100)}</p>`, `${'x'.repeat(79)}…`],
])('%s is named %s', (html, title) => expect(titleOf(blocksOf(html, media))).toBe(title));
