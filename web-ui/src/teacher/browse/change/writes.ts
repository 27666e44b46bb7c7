import type { RequestOptions } from '../../../net/api';
import type { TreeNode } from '../../catalog';

/** The sibling that something comes after; null: it comes first; undefined: last. */
export type After = string | null | undefined;

export interface Details {
  readonly title: string;
  readonly tags: readonly string[];
  readonly language: string;
}

interface Of {
  /** A write's own id; ids of one page only rise. */
  readonly key: string;
  /** The node that it is about, as it will be as far as one can see here. */
  readonly node: TreeNode;
}

/**
 * One change of the tree, as it is kept until a host has taken it. It names every id itself, so that saying it twice, to
 * any host, does the same as saying it once.
 */
export type TreeWrite = Of &
  (
    | { readonly kind: 'make' | 'move'; readonly after: After }
    | { readonly kind: 'describe' | 'delete' | 'restore' }
    | { readonly kind: 'copy'; readonly from: string }
  );

export interface TreeRequest {
  readonly path: string;
  readonly options: RequestOptions;
}

/** How a write is said to a host. `plain`: no host fails at a few short fields. */
export function requestOf(write: TreeWrite, after: After): TreeRequest {
  const { id, parentId, kind, title, tags, language } = write.node;
  const path = `/api/nodes/${id}`;
  // JSON leaves out what is undefined.
  const put = (at: string, body?: unknown): TreeRequest => ({
    path: at,
    options: { method: 'PUT', plain: true, ...(body === undefined ? {} : { body }) },
  });
  switch (write.kind) {
    case 'make':
      return put(path, { parentId, kind, title, tags, language, after });
    case 'describe':
      return put(`${path}/details`, { title, tags, language });
    case 'move':
      return put(`${path}/place`, { parentId, after });
    case 'restore':
      return put(`${path}/restoration`);
    case 'delete':
      return { path, options: { method: 'DELETE', plain: true } };
    case 'copy': {
      const { options } = put('', { parentId });
      // All pages of a lesson are more than a few fields.
      return { path: `/api/lessons/${write.from}/copies/${id}`, options: { ...options, plain: false } };
    }
  }
}

/** What stands under `parent` once these writes are done, in their order. */
export function withWrites(
  nodes: readonly TreeNode[],
  parent: string | null,
  writes: readonly TreeWrite[],
): readonly TreeNode[] {
  return writes.reduce((list, write) => withWrite(list, parent, write), nodes);
}

function withWrite(list: readonly TreeNode[], parent: string | null, write: TreeWrite): readonly TreeNode[] {
  const { node } = write;
  const at = list.findIndex((one) => one.id === node.id);
  if (write.kind === 'describe') {
    const { title, tags, language } = node;
    return list.map((one, index) => (index === at ? { ...one, title, tags, language } : one));
  }
  const others = list.filter((_, index) => index !== at);
  if (write.kind === 'delete' || node.parentId !== parent) return others;
  // It is there already: a host took it, and we have not heard so.
  if (write.kind !== 'move' && at >= 0) return list;
  const known = at >= 0 ? { ...(list[at] as TreeNode), parentId: parent } : node;
  if (write.kind === 'restore') return insertAfter(others, known, byRank(others, node.rank));
  return insertAfter(others, known, 'after' in write ? write.after : undefined);
}

/** The last sibling whose rank is lower: what is brought back stands where it stood. */
function byRank(list: readonly TreeNode[], rank: string | undefined): After {
  if (rank === undefined) return undefined;
  return list.filter((one) => one.rank !== undefined && one.rank < rank).at(-1)?.id ?? null;
}

/** A sibling that is not there (any more) counts as the last one. */
export function insertAfter(list: readonly TreeNode[], node: TreeNode, after: After): readonly TreeNode[] {
  const index = after === null ? 0 : list.findIndex((one) => one.id === after) + 1 || list.length;
  return [...list.slice(0, index), node, ...list.slice(index)];
}

/** The sibling before a node; undefined when it is not in the list. */
export function before(list: readonly TreeNode[], id: string): After {
  const at = list.findIndex((one) => one.id === id);
  return at < 0 ? undefined : (list[at - 1]?.id ?? null);
}
