import { vi } from 'vitest';
import type { TreeNode } from '../teacher/catalog';

export const treeNode = (id: string, change: Partial<TreeNode> = {}): TreeNode => ({
  id,
  parentId: null,
  kind: 'lesson',
  title: id.toUpperCase(),
  tags: [],
  language: 'en',
  ownerId: 't',
  childCount: 0,
  pageCount: 1,
  ...change,
});

interface Row {
  node: TreeNode;
  deletedAt: string | null;
}

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown> | null;
}

/** Stands in for a host's tree: says what lesson-service would, of one list of rows in their order. */
export class TreeHost {
  readonly rows: Row[];
  readonly asked: Asked[] = [];
  /** Nothing reaches it. */
  away = false;
  /** What it refuses the next write with. */
  refuses: { readonly status: number; readonly code: string } | null = null;

  constructor(...nodes: readonly TreeNode[]) {
    this.rows = nodes.map((node) => ({ node, deletedAt: null }));
  }

  get writes(): readonly Asked[] {
    return this.asked.filter((one) => one.method !== 'GET');
  }

  titles(parentId: string | null = null): readonly string[] {
    return this.under(parentId).map((node) => node.title);
  }

  /** Answers what is asked of the tree; anything else as `others` say, else 404. */
  install(others: Readonly<Record<string, unknown>>): void {
    vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
      if (this.away) throw new TypeError('Failed to fetch');
      const url = new URL(String(input), 'http://localhost/');
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : null;
      const asked = { method: init?.method ?? 'GET', path: url.pathname, body };
      if (asked.path in others) return Response.json(others[asked.path]);
      this.asked.push(asked);
      if (asked.method !== 'GET' && this.refuses) {
        const { status, code } = this.refuses;
        this.refuses = null;
        return Response.json({ code }, { status });
      }
      return this.answer(asked, url.searchParams);
    });
  }

  private answer({ method, path, body }: Asked, query: URLSearchParams): Response {
    const [, , kind, id = '', what = '', newId = ''] = path.split('/');
    if (kind === 'lessons' && what === 'copies') return this.copy(id, newId, body);
    if (kind !== 'nodes') return problem(404, 'not-found');
    if (id === '') return Response.json({ nodes: this.under(query.get('parent')), cursor: null });
    if (id === 'deleted') return Response.json({ nodes: this.deleted(), cursor: null });
    const row = this.rows.find((one) => one.node.id === id);
    if (method === 'PUT' && what === '') return this.make(id, body);
    if (!row) return problem(404, 'not-found');
    if (method === 'GET') {
      if (row.deletedAt) return problem(404, 'not-found');
      return Response.json(what === 'path' ? { nodes: this.above(row.node) } : row.node);
    }
    if (method === 'DELETE') row.deletedAt = new Date().toISOString();
    else if (what === 'restoration') row.deletedAt = null;
    else if (what === 'details') row.node = { ...row.node, ...body };
    else if (what === 'place') return this.place(row, body);
    return method === 'DELETE' ? new Response(null, { status: 204 }) : Response.json(row.node);
  }

  private make(id: string, body: Record<string, unknown> | null): Response {
    const given = { ...body };
    delete given.after;
    const node = treeNode(id, { ...(given as Partial<TreeNode>), pageCount: 0 });
    if (!this.rows.some((one) => one.node.id === id)) this.rows.push({ node, deletedAt: null });
    return Response.json(node, { status: 201 });
  }

  private copy(id: string, newId: string, body: Record<string, unknown> | null): Response {
    const from = this.rows.find((one) => one.node.id === id)?.node;
    if (!from) return problem(404, 'not-found');
    this.rows.push({
      node: { ...from, id: newId, parentId: (body?.parentId as string) ?? null, ownerId: 't' },
      deletedAt: null,
    });
    return Response.json({}, { status: 201 });
  }

  private place(row: Row, body: Record<string, unknown> | null): Response {
    const after = body?.after;
    const others = this.rows.filter((one) => one !== row);
    const at = others.findIndex((one) => one.node.id === after);
    if (typeof after === 'string' && at < 0) return problem(400, 'invalid');
    row.node = { ...row.node, parentId: (body?.parentId as string) ?? null };
    others.splice(after === null ? 0 : typeof after === 'string' ? at + 1 : others.length, 0, row);
    this.rows.splice(0, this.rows.length, ...others);
    return Response.json(row.node);
  }

  private under(parentId: string | null): readonly TreeNode[] {
    return this.rows.filter((one) => !one.deletedAt && one.node.parentId === parentId).map((one) => one.node);
  }

  private above(node: TreeNode): readonly TreeNode[] {
    const parent = this.rows.find((one) => one.node.id === node.parentId)?.node;
    return parent ? [...this.above(parent), parent] : [];
  }

  private deleted(): readonly object[] {
    return this.rows
      .filter((one) => one.deletedAt)
      .map(({ node, deletedAt }) => ({
        node,
        deletedAt,
        above: this.above(node).map(({ id, title }) => ({
          id,
          title,
          deleted: this.rows.some((one) => one.node.id === id && one.deletedAt !== null),
        })),
      }));
  }
}

function problem(status: number, code: string): Response {
  return Response.json({ code }, { status });
}
