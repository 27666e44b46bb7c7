import type { ApiClient } from '../../net/api';
import { ApiError } from '../../net/apiError';
import type { HostLesson, HostPage, Saying } from './pages';

export type Api = Pick<ApiClient, 'request'>;

/** What stands there now, where another text came since ours was begun. */
export interface Newer {
  readonly page: HostPage;
  readonly deleted: boolean;
}

export interface Version {
  readonly id: string;
  readonly markdown: string;
  readonly authorName: string | null;
  readonly madeAt: string;
  readonly current: boolean;
}

export interface DeletedPage {
  readonly id: string;
  readonly title: string;
  readonly deletedAt: string;
}

const lessonPath = (lessonId: string) => `/api/lessons/${lessonId}`;
const pagePath = (lessonId: string, pageId: string) => `${lessonPath(lessonId)}/pages/${pageId}`;

export function readLesson(api: Api, lessonId: string, signal?: AbortSignal): Promise<HostLesson> {
  return api.request(lessonPath(lessonId), signal ? { signal } : {});
}

/** Null after a deletion. */
export async function sayIt(api: Api, lessonId: string, saying: Saying): Promise<HostPage | null> {
  const path = pagePath(lessonId, saying.pending.pageId);
  if (saying.kind === 'delete') {
    await api.request(path, { method: 'DELETE' });
    return null;
  }
  const { markdown, after, basedOn } = saying;
  const body = { markdown, ...(after !== undefined ? { after } : {}), ...(basedOn ? { basedOn } : {}) };
  return api.request(path, { method: 'PUT', body });
}

/** Null when it failed for another reason. */
export function newerThere(error: unknown): Newer | null {
  if (!(error instanceof ApiError) || error.code !== 'newer-there') return null;
  const { page, deleted } = error.problem as Newer;
  return { page, deleted };
}

export function preview(
  api: Api,
  markdown: string,
  signal: AbortSignal,
): Promise<{ readonly html: string; readonly notes: string }> {
  return api.request('/api/preview', { method: 'POST', body: { markdown }, signal, timeoutMillis: 15_000 });
}

export function versions(
  api: Api,
  lessonId: string,
  pageId: string,
  cursor: string | null,
): Promise<{ readonly versions: readonly Version[]; readonly cursor: string | null }> {
  const query = new URLSearchParams({ limit: '20', ...(cursor ? { cursor } : {}) });
  return api.request(`${pagePath(lessonId, pageId)}/versions?${query}`);
}

export function deletedPages(
  api: Api,
  lessonId: string,
  cursor: string | null,
): Promise<{ readonly pages: readonly DeletedPage[]; readonly cursor: string | null }> {
  const query = new URLSearchParams({ limit: '20', ...(cursor ? { cursor } : {}) });
  return api.request(`${lessonPath(lessonId)}/deleted-pages?${query}`);
}

export function restorePage(api: Api, lessonId: string, pageId: string): Promise<HostPage> {
  return api.request(`${pagePath(lessonId, pageId)}/restoration`, { method: 'PUT', plain: true });
}
