import type { ApiClient } from './api';

/** A page as the server sends it; `html` was made safe there. */
export interface LessonPage {
  readonly id: string;
  readonly html: string;
  /** Only for teachers. */
  readonly notes?: string | null;
  /** Which text it is. Not told to boards. */
  readonly etag?: string;
}

/** A lesson with its pages in order; for a board without notes. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** Whose it is; null: shared. Not told to boards. */
  readonly ownerId?: string | null;
  readonly pages: readonly LessonPage[];
}

export interface BoardIdentity {
  readonly id: string;
  readonly secret: string;
}

export function boardLesson(api: ApiClient, lessonId: string, board: BoardIdentity): Promise<Lesson> {
  return api.request(`/api/board-lesson/${encodeURIComponent(lessonId)}`, {
    headers: { Authorization: `Board ${board.id}.${board.secret}` },
  });
}

export function teacherLesson(api: ApiClient, lessonId: string, signal?: AbortSignal): Promise<Lesson> {
  return api.request(`/api/lessons/${encodeURIComponent(lessonId)}`, signal ? { signal } : {});
}
