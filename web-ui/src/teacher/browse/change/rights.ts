import type { Account } from '../../account/session.svelte';
import type { TreeNode } from '../../catalog';

/** Who may change what, as lesson-service decides it: admins everything, teachers what is theirs. */

export function mayChange(account: Account, node: Pick<TreeNode, 'ownerId'>): boolean {
  return account.role === 'admin' || node.ownerId === account.id;
}

/** Whose a new node under `parent` is; `parent` null: at the top of the tree. */
export function ownerUnder(account: Account, parent: Pick<TreeNode, 'ownerId'> | null): string | null {
  if (parent) return parent.ownerId;
  return account.role === 'admin' ? null : account.id;
}

/** Whether `node` may be put under `parent`: what is shared and what is someone's own are not put together. */
export function mayPut(account: Account, node: TreeNode, parent: TreeNode | null): boolean {
  if (!mayChange(account, node)) return false;
  if (!parent) return true;
  return parent.kind !== 'lesson' && parent.id !== node.id && parent.ownerId === node.ownerId;
}

/** Whether a copy may be put under `parent`: everybody has a place of their own at the top. */
export function mayCopyTo(account: Account, parent: TreeNode | null): boolean {
  return !parent || (parent.kind !== 'lesson' && mayChange(account, parent));
}
