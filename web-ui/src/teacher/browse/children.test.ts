// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { ApiError, type ApiClient } from '../../net/api';
import { treeNode } from '../../testing/tree';
import type { NodeList } from '../catalog';
import { Children } from './children.svelte';

/** Gives pages of two, whatever is asked for. */
class Pages {
  ids: string[] = [];
  problem: ApiError | null = null;
  readonly asked: string[] = [];
  readonly api = {
    request: async (path: string): Promise<NodeList> => {
      this.asked.push(path);
      if (this.problem) throw this.problem;
      const from = Number(new URL(path, 'http://x/').searchParams.get('cursor') ?? 0);
      const nodes = this.ids.slice(from, from + 2).map((id) => treeNode(id));
      return { nodes, cursor: from + 2 < this.ids.length ? String(from + 2) : null };
    },
  } as unknown as ApiClient;
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

async function opened(...ids: string[]): Promise<{ pages: Pages; children: Children; shown: () => string }> {
  const pages = new Pages();
  pages.ids = ids;
  const children = new Children(pages.api);
  children.open('p');
  await settle();
  return { pages, children, shown: () => children.nodes.map((node) => node.id).join('') };
}

test('what others changed shows when it is read again, as far as it was shown', async () => {
  const { pages, children, shown } = await opened('a', 'b', 'c', 'd', 'e');
  children.next();
  await settle();
  expect(shown()).toBe('abcd');
  pages.ids = ['c', 'a', 'x', 'd', 'e', 'f'];
  children.refresh();
  await settle();
  expect(shown()).toBe('caxd');
  expect(children.more).toBe(true);
  children.next();
  await settle();
  expect(shown()).toBe('caxdef');
  expect(children.more).toBe(false);
});

test('a node that moved between two pages shows once', async () => {
  const { pages, children, shown } = await opened('a', 'b', 'c', 'd');
  pages.ids = ['x', 'y', 'b', 'a'];
  children.next();
  await settle();
  expect(shown()).toBe('ab');
});

test.each([new ApiError('unreachable', 0), new ApiError('internal', 500)])(
  'what cannot be read again stays: %o',
  async (problem) => {
    const { pages, children, shown } = await opened('a', 'b');
    pages.problem = problem;
    children.refresh();
    await settle();
    expect(shown()).toBe('ab');
    expect(children.request.problem).toBeNull();
  },
);

test('when what they stand under is gone, that is said, until it is back', async () => {
  const { pages, children } = await opened('a', 'b');
  pages.problem = new ApiError('not-found', 404);
  children.refresh();
  await settle();
  expect(children.request.problem?.code).toBe('not-found');
  pages.problem = null;
  children.refresh();
  await settle();
  expect(children.request.problem).toBeNull();
});

test('another list that is opened meanwhile is not overwritten', async () => {
  const { pages, children, shown } = await opened('a', 'b');
  children.refresh();
  pages.ids = ['z'];
  children.open('q');
  await settle();
  expect(shown()).toBe('z');
});
