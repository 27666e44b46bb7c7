import type { Revision } from '../net/protocol';

interface Parts {
  readonly stamp: bigint;
  readonly host: string;
}

/** Null for what is not `<microseconds>-<host>`. */
export function readRevision(revision: string | null | undefined): Parts | null {
  const match = /^(\d{1,19})-(.+)$/.exec(revision ?? '');
  return match?.[1] && match[2] ? { stamp: BigInt(match[1]), host: match[2] } : null;
}

/** True when `candidate` comes after `current` (by stamp, then by host). Anything readable is newer than nothing. */
export function isNewer(candidate: Revision | null | undefined, current: Revision | null | undefined): boolean {
  const next = readRevision(candidate);
  if (!next) return false;
  const known = readRevision(current);
  if (!known) return true;
  if (next.stamp !== known.stamp) return next.stamp > known.stamp;
  return next.host > known.host;
}

/** Which revision of a page's text an etag tells of. */
export function textRevision(etag: string | null | undefined): Revision | null {
  return etag ? etag.slice(0, etag.lastIndexOf('.')) : null;
}
