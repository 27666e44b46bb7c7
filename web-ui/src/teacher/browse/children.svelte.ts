import type { ApiClient } from '../../net/api';
import { childrenOf, type TreeNode } from '../catalog';
import { Fetched } from '../fetched.svelte';

/** The children of one node (or the roots), page after page. */
export class Children {
  nodes = $state.raw<readonly TreeNode[]>([]);
  /** Whether the first page has come. */
  loaded = $state(false);
  more = $state(false);
  readonly request = new Fetched<null>();
  private cursor: string | null = null;
  private parent: string | null = null;

  constructor(private readonly api: ApiClient) {}

  open(parent: string | null): void {
    this.parent = parent;
    this.nodes = [];
    this.cursor = null;
    this.loaded = false;
    this.more = false;
    this.next();
  }

  next(): void {
    void this.request.run(async (signal) => {
      const answer = await childrenOf(this.api, this.parent, this.cursor, signal);
      if (signal.aborted) return null;
      this.nodes = [...this.nodes, ...answer.nodes];
      this.cursor = answer.cursor ?? null;
      this.more = this.cursor !== null;
      this.loaded = true;
      return null;
    });
  }
}
