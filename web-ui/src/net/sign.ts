import type { LinkState } from './socket';

/** What the reader is told about the connection, a word of both languages; null: all is well. */
export type Sign = 'offline' | 'elsewhere' | 'changing' | 'slow' | 'reconnecting';

/** The one sign for the moment: what explains the others comes first. */
export function signOf(link: LinkState, hosts: { readonly changing: boolean; readonly slow: boolean }): Sign | null {
  if (link === 'offline' || link === 'elsewhere') return link;
  if (hosts.changing) return 'changing';
  if (hosts.slow) return 'slow';
  return link === 'online' ? null : 'reconnecting';
}
