import type { ApiClient } from '../net/api';

/** A course, theme or lesson in the tree. */
export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: 'course' | 'theme' | 'lesson';
  readonly title: string;
  /** Its place among its siblings: ranks sort by their bytes. Of one that no host knows yet there is none. */
  readonly rank?: string;
  readonly tags: readonly string[];
  readonly language: string | null;
  /** The account whose it is; null: shared, and only admins change it. */
  readonly ownerId: string | null;
  readonly childCount: number;
  readonly pageCount: number;
}

export interface NodeList {
  readonly nodes: readonly TreeNode[];
  readonly cursor: string | null;
}

/** What was deleted, and where it comes back to: `above`, the topmost first. What is deleted there must come back first. */
export interface DeletedNode {
  readonly node: TreeNode;
  readonly deletedAt: string;
  readonly above: readonly { readonly id: string; readonly title: string; readonly deleted: boolean }[];
}

export interface Hit {
  readonly lessonId: string;
  readonly pageId: string;
  readonly title: string;
  readonly path: readonly (string | { readonly title: string })[];
  readonly excerpt: string;
}

export interface HitList {
  readonly hits: readonly Hit[];
  readonly cursor: string | null;
}

export interface SearchTerms {
  readonly query: string;
  readonly language: string;
  readonly tag: string;
}

export const PAGE_SIZE = 60;
/** The most that a host gives at once. */
export const LARGEST_PAGE = 200;
const HITS = '20';
const DELETED = '30';

export function childrenOf(
  api: ApiClient,
  parent: string | null,
  cursor: string | null,
  signal: AbortSignal,
  limit = PAGE_SIZE,
): Promise<NodeList> {
  return api.request(`/api/nodes?${parameters({ parent, cursor, limit: String(limit) })}`, { signal });
}

/** The newest deletion first. */
export function deletedNodes(
  api: ApiClient,
  cursor: string | null,
  signal: AbortSignal,
): Promise<{ readonly nodes: readonly DeletedNode[]; readonly cursor: string | null }> {
  return api.request(`/api/nodes/deleted?${parameters({ cursor, limit: DELETED })}`, { signal });
}

export function node(api: ApiClient, id: string, signal: AbortSignal): Promise<TreeNode> {
  return api.request(`/api/nodes/${id}`, { signal });
}

/** The ancestors of a node, the root first, without the node itself. */
export async function pathOf(api: ApiClient, id: string, signal: AbortSignal): Promise<readonly TreeNode[]> {
  const answer = await api.request<readonly TreeNode[] | { readonly nodes: readonly TreeNode[] }>(
    `/api/nodes/${id}/path`,
    {
      signal,
    },
  );
  const nodes = 'nodes' in answer ? answer.nodes : answer;
  return nodes.filter((ancestor) => ancestor.id !== id);
}

export function search(
  api: ApiClient,
  terms: SearchTerms,
  cursor: string | null,
  signal: AbortSignal,
): Promise<HitList> {
  const { query, language, tag } = terms;
  return api.request(`/api/search?${parameters({ q: query, language, tag, cursor, limit: HITS })}`, { signal });
}

function parameters(values: Readonly<Record<string, string | null>>): URLSearchParams {
  const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(given);
}
