import type { Account } from '../account/session.svelte';

/** Whether an account may change what has this owner; null: it is shared, and only admins change it. */
export function mayEdit(
  account: Account | null | undefined,
  { ownerId }: { readonly ownerId?: string | null },
): boolean {
  return account != null && (account.role === 'admin' || (ownerId != null && ownerId === account.id));
}
