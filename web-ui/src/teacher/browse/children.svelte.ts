import { ApiError, type ApiClient } from '../../net/api';
import { childrenOf, LARGEST_PAGE, PAGE_SIZE, type NodeList, type TreeNode } from '../catalog';
import { Fetched } from '../fetched.svelte';

/** The children of one node (or the roots), page after page; what others change shows when it is read again. */
export class Children {
  nodes = $state.raw<readonly TreeNode[]>([]);
  /** Whether the first page has come. */
  loaded = $state(false);
  more = $state(false);
  parent = $state.raw<string | null>(null);
  /** How many writes had been said when the oldest of `nodes` was asked for. */
  asOf = $state(0);
  readonly request = new Fetched<null>();
  private readonly again = new Fetched<null>();
  private cursor: string | null = null;

  /** @param said how many writes were said so far */
  constructor(
    private readonly api: ApiClient,
    private readonly said: () => number = () => 0,
  ) {}

  open(parent: string | null): void {
    this.parent = parent;
    this.nodes = [];
    this.cursor = null;
    this.loaded = false;
    this.more = false;
    this.asOf = this.said();
    this.next();
  }

  next(): void {
    this.again.clear();
    void this.request.run(async (signal) => {
      const answer = await childrenOf(this.api, this.parent, this.cursor, signal);
      if (signal.aborted) return null;
      this.show([...this.nodes, ...answer.nodes], answer.cursor);
      return null;
    });
  }

  /** Reads what is shown again. What cannot be read now stays as it is, unless its parent is gone. */
  refresh(): void {
    if (!this.loaded || this.request.loading) return;
    void this.again.run(async (signal) => {
      const asOf = this.said();
      const shown = this.nodes.length;
      const nodes: TreeNode[] = [];
      let cursor: string | null = null;
      do {
        const size = Math.min(LARGEST_PAGE, Math.max(PAGE_SIZE, shown - nodes.length));
        const answer: NodeList = await childrenOf(this.api, this.parent, cursor, signal, size).catch(
          (error: unknown) => {
            if (error instanceof ApiError && error.status === 404) this.request.problem = error;
            throw error;
          },
        );
        if (signal.aborted) return null;
        nodes.push(...answer.nodes);
        cursor = answer.cursor ?? null;
      } while (cursor !== null && nodes.length < shown);
      this.request.problem = null;
      this.asOf = asOf;
      this.show(nodes, cursor);
      return null;
    });
  }

  /** A node that moved while pages were read may be on two of them. */
  private show(nodes: readonly TreeNode[], cursor: string | null): void {
    this.nodes = [...new Map(nodes.map((node) => [node.id, node])).values()];
    this.cursor = cursor ?? null;
    this.more = this.cursor !== null;
    this.loaded = true;
  }
}
