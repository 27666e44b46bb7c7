import type { ApiClient } from '../../net/api';

/** A file that the hosts keep. */
export interface MediaItem {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly contentType: string;
  readonly fileName: string;
  /** `/media/<sha256>/<name>`, the same on every host. */
  readonly url: string;
  readonly createdAt: string;
  readonly ownerId: string | null;
  /** How many of the hosts hold it, as the host that was asked knows. */
  readonly copies: number;
  readonly hosts: number;
}

export interface ItemList {
  readonly items: readonly MediaItem[];
  readonly cursor: string | null;
}

/** A page of a lesson whose text names a file. */
export interface Use {
  readonly lessonId: string;
  readonly lessonTitle: string;
  readonly pageId: string;
}

export interface UseList {
  readonly uses: readonly Use[];
  readonly cursor: string | null;
}

export type Owner = 'mine' | 'shared' | 'all';

export const isPicture = (item: Pick<MediaItem, 'contentType'>): boolean => item.contentType.startsWith('image/');
export const isEverywhere = (item: Pick<MediaItem, 'copies' | 'hosts'>): boolean => item.copies >= item.hosts;

export function mediaItem(api: ApiClient, id: string, signal?: AbortSignal): Promise<MediaItem> {
  return api.request(`/api/media/${id}`, signal ? { signal } : {});
}

/** Newest first. `part`: of the file's name, in any case. */
export function mediaItems(
  api: ApiClient,
  { part, owner, cursor, limit }: { part: string; owner: Owner; cursor: string | null; limit: number },
  signal: AbortSignal,
): Promise<ItemList> {
  const values = new URLSearchParams({ limit: String(limit), owner });
  if (part) values.set('q', part);
  if (cursor) values.set('cursor', cursor);
  return api.request(`/api/media?${values}`, { signal });
}

export function usesOf(
  api: ApiClient,
  id: string,
  cursor: string | null,
  limit: number,
  signal: AbortSignal,
): Promise<UseList> {
  const values = new URLSearchParams({ limit: String(limit) });
  if (cursor) values.set('cursor', cursor);
  return api.request(`/api/media/${id}/uses?${values}`, { signal });
}

export function removeItem(api: ApiClient, id: string): Promise<void> {
  return api.request(`/api/media/${id}`, { method: 'DELETE', plain: true });
}

/** Brings back what was removed, while it was not collected. */
export function restoreItem(api: ApiClient, id: string): Promise<void> {
  return api.request(`/api/media/${id}/restoration`, { method: 'PUT', plain: true });
}
