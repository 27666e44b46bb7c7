import type { LinkState } from './socket';

/** What the reader is told about the connection, a word of both languages; null: all is well. */
export type Sign = 'offline' | 'elsewhere' | 'changing' | 'slow' | 'trouble' | 'reconnecting';

/**
 * The one sign for the moment: what explains the others comes first.
 *
 * @param trouble why the host says that it is no good, while we stay with it
 */
export function signOf(
  link: LinkState,
  hosts: { readonly changing: boolean; readonly slow: boolean },
  trouble: string | null = null,
): Sign | null {
  if (link === 'offline' || link === 'elsewhere') return link;
  if (hosts.changing) return 'changing';
  if (hosts.slow) return 'slow';
  if (link !== 'online') return 'reconnecting';
  return trouble === null ? null : 'trouble';
}
