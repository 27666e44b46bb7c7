import { expect, test } from 'vitest';
import { afterAnswer, arrange, chained, inOrder, isOlder, nextToSay, type HostPage, type Pending } from './pages';

const page = (id: string, rank = id, markdown = `# ${id}`, etag = `1-a.${markdown}`): HostPage => ({
  id,
  rank,
  markdown,
  notes: '',
  html: '',
  etag,
});
const known = [page('a'), page('b'), page('c')];
const pendings = (...all: Partial<Pending>[]) =>
  new Map(
    all.map((one, index): [string, Pending] => {
      const full = { pageId: 'x', text: null, base: null, turn: index, ...one };
      return [full.pageId, full];
    }),
  );
const ids = (...all: Partial<Pending>[]) =>
  arrange(known, pendings(...all))
    .map((one) => one.id)
    .join('');
const nothingWaits = () => false;

test.each<[string, string, Partial<Pending>[]]>([
  ['nothing', 'abc', []],
  ['a new page behind another', 'axbc', [{ pageId: 'x', text: '', after: 'a' }]],
  ['a new first page', 'xabc', [{ pageId: 'x', text: '', after: null }]],
  ['a new page behind one that went', 'abcx', [{ pageId: 'x', text: '', after: 'gone' }]],
  [
    'new pages behind new pages',
    'axybc',
    [
      { pageId: 'x', text: '', after: 'a' },
      { pageId: 'y', after: 'x' },
    ],
  ],
  ['a move', 'bca', [{ pageId: 'a', after: 'c' }]],
  ['a move to the front', 'cab', [{ pageId: 'c', after: null }]],
  [
    'moves in their order',
    'cba',
    [
      { pageId: 'a', after: 'c' },
      { pageId: 'b', after: 'c' },
    ],
  ],
  ['a deletion', 'ac', [{ pageId: 'b', deleted: true }]],
  ['a text of a page that no host has any more', 'abcx', [{ pageId: 'x', text: 'mine' }]],
])('%s', (_, order, all) => expect(ids(...all)).toBe(order));

test('a move of one page takes none along that stand behind it', () => {
  const all = pendings({ pageId: 'x', text: '', after: 'c' });
  expect(chained(known, all, 'c').map((one) => [one.pageId, one.after])).toEqual([['x', 'b']]);
  expect(chained(known, pendings({ pageId: 'x', after: 'c' }, { pageId: 'y', after: 'c' }), null)).toMatchObject([
    { pageId: 'x', after: 'y' },
  ]);
});

test('what was typed stands over what the hosts know', () => {
  const [first, second] = arrange(known, pendings({ pageId: 'a', text: 'mine' }));
  expect([first?.text, second?.text]).toEqual(['mine', '# b']);
  expect(first?.known?.markdown).toBe('# a');
});

test('ranks are compared as hosts do, then ids', () => {
  const mixed = [page('1', 'a1'), page('2', 'Z'), page('3', 'a'), page('0', 'a1')];
  expect(inOrder(mixed).map((one) => one.id)).toEqual(['2', '3', '0', '1']);
});

test.each([
  ['2-a.x', '10-a.y', true],
  ['10-a.x', '2-a.y', false],
  ['2-a.x', '2-b.y', true],
  ['2-a.x', '2-a.x', false],
  // Larger than a JavaScript number can tell apart.
  ['9007199254740992-a.x', '9007199254740993-a.y', true],
])('%s lags behind %s: %s', (etag, than, older) => {
  expect(isOlder({ ...page('a'), etag }, { ...page('a'), etag: than })).toBe(older);
});

test('new pages and moves are said first, from the top, behind pages that a host knows', () => {
  const all = pendings(
    { pageId: 'b', text: 'mine', base: { markdown: '# b', etag: 'seen' } },
    { pageId: 'y', text: 'y', after: 'x' },
    { pageId: 'x', text: 'x', after: 'c' },
    { pageId: 'a', deleted: true },
  );
  expect(nextToSay(known, all, nothingWaits)).toMatchObject({ kind: 'put', markdown: 'x', after: 'c' });
  all.delete('x');
  expect(nextToSay([...known, page('x', 'd')], all, nothingWaits)).toMatchObject({ markdown: 'y', after: 'x' });
  all.delete('y');
  const text = nextToSay(known, all, nothingWaits);
  expect(text).toMatchObject({ kind: 'put', markdown: 'mine', basedOn: 'seen' });
  expect(text).not.toHaveProperty('after');
  all.delete('b');
  expect(nextToSay(known, all, nothingWaits)).toMatchObject({ kind: 'delete', pending: { pageId: 'a' } });
  all.delete('a');
  expect(nextToSay(known, all, nothingWaits)).toBeNull();
});

test('a move says the text that is known, based on that', () => {
  const all = pendings({ pageId: 'a', after: 'b' });
  expect(nextToSay(known, all, nothingWaits)).toMatchObject({ markdown: '# a', after: 'b', basedOn: '1-a.# a' });
});

test('what waits holds nothing else up', () => {
  const all = pendings({ pageId: 'a', text: 'conflict' }, { pageId: 'c', text: 'fine' });
  expect(nextToSay(known, all, (one) => one.pageId === 'a')).toMatchObject({ markdown: 'fine' });
  expect(nextToSay(known, all, () => true)).toBeNull();
});

test('a page stands first when all before it are unknown to hosts', () => {
  const all = pendings({ pageId: 'x', text: 'x', after: null }, { pageId: 'y', text: 'y', after: 'x' });
  const waits = (one: Pending) => one.pageId === 'x';
  expect(nextToSay(known, all, waits)).toMatchObject({ markdown: 'y', after: null });
});

const put = (pending: Pending, markdown: string) => ({ kind: 'put', pending, markdown }) as const;
const one = (change: Partial<Pending> = {}): Pending => ({ pageId: 'a', text: 'one', base: null, turn: 1, ...change });

test.each<[string, Pending, Pending, Pending | null]>([
  ['nothing is left', one(), one(), null],
  ['typed on', one({ text: 'one two' }), one(), one({ text: 'one two', base: { markdown: 'one', etag: '1-a.one' } })],
  [
    'made, and typed on',
    one({ text: 'two', after: 'b' }),
    one({ after: 'b' }),
    one({ text: 'two', base: { markdown: 'one', etag: '1-a.one' } }),
  ],
  ['made', one({ after: 'b' }), one({ after: 'b' }), null],
  [
    'moved on',
    one({ after: 'c', turn: 2 }),
    one({ after: 'b' }),
    { pageId: 'a', text: null, base: { markdown: 'one', etag: '1-a.one' }, after: 'c', turn: 2 },
  ],
  [
    'deleted meanwhile',
    one({ text: null, deleted: true, turn: 2 }),
    one(),
    { pageId: 'a', text: null, base: { markdown: 'one', etag: '1-a.one' }, deleted: true, turn: 2 },
  ],
])('after an answer: %s', (_, now, said, left) => {
  expect(afterAnswer(now, put(said, 'one'), page('a', 'a', 'one'))).toEqual(left);
});

test('a deletion that was undone while it was said is still to be undone', () => {
  const deleted = one({ text: null, deleted: true });
  const back = one({ after: 'b', turn: 3 });
  expect(afterAnswer(deleted, { kind: 'delete', pending: deleted }, null)).toBeNull();
  expect(afterAnswer(back, { kind: 'delete', pending: deleted }, null)).toEqual(back);
});
