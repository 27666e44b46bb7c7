import type { ApiClient } from '../../../net/api';
import { CommandIds, newId } from '../../../net/ids';
import type { Account } from '../../account/session.svelte';
import type { DeletedNode, TreeNode } from '../../catalog';
import { KeptWrites } from './kept';
import { Outbox } from './outbox.svelte';
import { ownerUnder } from './rights';
import { requestOf, type After, type Details, type TreeWrite } from './writes';

/** What was done last, to be said and to be undone at once. */
export interface Done {
  readonly kind: TreeWrite['kind'] | 'full';
  readonly node: TreeNode;
  /** The write that did it, if one did. */
  readonly key: string | null;
  readonly undo: (() => void) | null;
}

/** Omits from each member of a union by itself. */
type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/**
 * Where one account changes the tree. Each change shows at once, is kept until a host has taken it, and can be undone by
 * another change.
 */
export class Desk {
  readonly outbox: Outbox;
  /** Null when it was closed, or undone. */
  done = $state.raw<Done | null>(null);
  /** While something is held no list is read again. */
  holding = $state(false);
  private readonly keys = new CommandIds();

  constructor(
    api: ApiClient,
    readonly account: Account,
  ) {
    const say = async (write: TreeWrite, after: After): Promise<void> => {
      const { path, options } = requestOf(write, after);
      await api.request(path, options);
    };
    this.outbox = new Outbox(say, new KeptWrites(account.id));
  }

  /** Goes on with what was kept, and listens for the network. Returns what ends that. */
  open(): () => void {
    const now = () => this.outbox.now();
    addEventListener('online', now);
    this.outbox.now();
    return () => {
      removeEventListener('online', now);
      this.outbox.pause();
    };
  }

  make(kind: TreeNode['kind'], parent: TreeNode | null, details: Details): void {
    const node = {
      ...details,
      id: newId(),
      parentId: parent?.id ?? null,
      kind,
      ownerId: ownerUnder(this.account, parent),
      childCount: 0,
      pageCount: 0,
    };
    this.add({ kind: 'make', node, after: undefined }, () => this.add({ kind: 'delete', node }, null));
  }

  describe(node: TreeNode, details: Details): void {
    this.add({ kind: 'describe', node: { ...node, ...details } }, () => this.add({ kind: 'describe', node }, null));
  }

  /** @param former the sibling that it came after; undefined when that is not known: then it would come back as the last */
  move(node: TreeNode, parentId: string | null, after: After, former: After): void {
    const back = () => this.add({ kind: 'move', node, after: former }, null);
    this.add({ kind: 'move', node: { ...node, parentId }, after }, back);
  }

  remove(node: TreeNode): void {
    this.add({ kind: 'delete', node }, () => this.add({ kind: 'restore', node }, null));
  }

  copy(lesson: TreeNode, parent: TreeNode | null): void {
    const ownerId = parent ? parent.ownerId : this.account.id;
    const node = { ...lesson, id: newId(), parentId: parent?.id ?? null, ownerId };
    this.add({ kind: 'copy', node, from: lesson.id }, () => this.add({ kind: 'delete', node }, null));
  }

  /** Brings it back, and before it whatever above it was deleted too. */
  restore({ node, above }: DeletedNode): void {
    const hidden = above.filter((one) => one.deleted).map((one) => this.standIn(one, node));
    const writes = [...hidden, node].map((one) => this.keyed({ kind: 'restore', node: one }));
    if (this.outbox.add(...writes)) this.tell({ kind: 'restore', node, key: writes.at(-1)?.key ?? null, undo: null });
    else this.tellFull(node);
  }

  /** Whether no host has heard of the node yet: it cannot be opened. */
  isUnknown(id: string): boolean {
    return this.outbox.waiting.some(
      ({ write }) => write.node.id === id && (write.kind === 'make' || write.kind === 'copy'),
    );
  }

  /** The last thing that was done is not so, or is said no more. */
  close(): void {
    this.done = null;
  }

  /** @param undo null: it is itself an undoing */
  private add(change: Without<TreeWrite, 'key'>, undo: (() => void) | null): void {
    const write = this.keyed(change);
    if (!this.outbox.add(write)) this.tellFull(write.node);
    else if (undo) this.tell({ kind: write.kind, node: write.node, key: write.key, undo });
    else this.close();
  }

  private keyed(change: Without<TreeWrite, 'key'>): TreeWrite {
    return { ...change, key: this.keys.next('tree') } as TreeWrite;
  }

  private tell(done: Done): void {
    this.done = done;
  }

  private tellFull(node: TreeNode): void {
    this.tell({ kind: 'full', node, key: null, undo: null });
  }

  /** Of a node above another, of which only its name is known; it shows nowhere before it was read again. */
  private standIn({ id, title }: { readonly id: string; readonly title: string }, below: TreeNode): TreeNode {
    return { ...below, id, title, kind: 'theme', parentId: '' };
  }
}
