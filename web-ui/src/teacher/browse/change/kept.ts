import { recall, remember, forget } from '../../../look/memory';
import type { TreeWrite } from './writes';

const PREFIX = 'steadyboard.tree.';

export interface Kept {
  readonly write: TreeWrite;
  /** What the answer was, when a host refused it; null: it waits. */
  readonly refusal: { readonly code: string; readonly status: number } | null;
}

/**
 * What one account's tree writes are kept in while no host has taken them: an entry each in this browser's storage, so
 * that tabs do not overwrite each other's. A browser that refuses storage keeps them while the page is open.
 */
export class KeptWrites {
  private readonly prefix: string;
  /** Those that storage refused to take. */
  private readonly unstored = new Set<string>();

  constructor(accountId: string) {
    this.prefix = `${PREFIX}${accountId}.`;
  }

  /** In the order in which they were made. */
  all(): readonly Kept[] {
    return keysWith(this.prefix)
      .sort()
      .flatMap((key) => {
        const kept = recall<Kept>(key);
        const { write } = kept ?? {};
        return kept && typeof write?.key === 'string' && typeof write.node?.id === 'string' ? [kept] : [];
      });
  }

  keep(write: TreeWrite, refusal: Kept['refusal'] = null): void {
    remember(this.prefix + write.key, { write, refusal } satisfies Kept);
    if (recall(this.prefix + write.key) === null) this.unstored.add(write.key);
  }

  /** False when another tab has said it, or let it go. */
  has(key: string): boolean {
    return this.unstored.has(key) || recall(this.prefix + key) !== null;
  }

  drop(key: string): void {
    this.unstored.delete(key);
    forget(this.prefix + key);
  }
}

/** Whether anything waits for a host, whoever made it. */
export function anythingKept(): boolean {
  return keysWith(PREFIX).length > 0;
}

function keysWith(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
