import { getContext, setContext } from 'svelte';
import type { ApiClient } from '../../net/api';
import type { Account } from '../account/session.svelte';
import type { TreeNode } from '../catalog';
import type { Desk } from './change/desk.svelte';
import { anythingKept } from './change/kept';
import type { Children } from './children.svelte';

type Parts = typeof import('./change/treeParts');

/** What changes the tree, for who is signed in; loaded when a tree is first shown: who only teaches does not wait for it. */
export class Workbench {
  parts = $state.raw<Parts | null>(null);
  desk = $state.raw<Desk | null>(null);
  private account: Account | null = null;
  /** By account: what storage refused to keep must outlive signing in anew. */
  private readonly desks = new Map<string, Desk>();
  private close: () => void = () => undefined;

  constructor(private readonly api: ApiClient) {}

  /** Goes on with what was kept on this device. Returns what ends that. */
  signedIn(account: Account): () => void {
    this.account = account;
    this.furnish();
    if (anythingKept()) this.load();
    return () => {
      this.close();
      this.close = () => undefined;
      this.account = null;
      this.desk = null;
    };
  }

  /** A failure leaves a tree that can be read; the next tree that is shown tries again. */
  load(): void {
    if (this.parts) return;
    import('./change/treeParts').then(
      (parts) => {
        this.parts ??= parts;
        this.furnish();
      },
      () => undefined,
    );
  }

  /** How many changes this page has said. */
  get said(): number {
    return this.desk?.outbox.said ?? 0;
  }

  /** What stands there, with what was changed here and not read again yet. */
  shown(children: Children): readonly TreeNode[] {
    const { parts, desk } = this;
    return parts && desk
      ? parts.withWrites(children.nodes, children.parent, desk.outbox.since(children.asOf))
      : children.nodes;
  }

  /** A node as it is with what was changed here and not read again yet. */
  shownAs(node: TreeNode, asOf: number): TreeNode {
    const { parts, desk } = this;
    return (parts && desk && parts.withWrites([node], node.parentId, desk.outbox.since(asOf))[0]) ?? node;
  }

  /** What is said of a node that has changes which no host has taken yet; null when it has none. */
  waits(id: string): string | null {
    const { parts, desk } = this;
    if (!parts || !desk?.outbox.waiting.some((entry) => entry.write.node.id === id)) return null;
    return desk.outbox.problem ? parts.sayTree().unsaved : parts.sayTree().saving;
  }

  mayChange(node: TreeNode): boolean {
    const { parts, desk } = this;
    return parts !== null && desk !== null && parts.mayChange(desk.account, node);
  }

  /** Whether no host has heard of it yet. */
  isUnknown(id: string): boolean {
    return this.desk?.isUnknown(id) ?? false;
  }

  private furnish(): void {
    const { parts, account } = this;
    if (!parts || !account || this.desk) return;
    const desk = this.desks.get(account.id) ?? new parts.Desk(this.api, account);
    this.desks.set(account.id, desk);
    this.desk = desk;
    this.close = desk.open();
  }
}

const KEY = Symbol('workbench');

export function provideWorkbench(api: ApiClient): Workbench {
  return setContext(KEY, new Workbench(api));
}

export function useWorkbench(): Workbench {
  return getContext<Workbench>(KEY);
}
