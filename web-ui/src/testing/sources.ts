import type { BoardSummary } from '../net/protocol';
import { newSource, type Source } from '../teacher/boards/source';

const stage = { lessonId: null, pageId: null, step: 0, tools: {} };

export const summary = (change: Partial<BoardSummary> = {}): BoardSummary => ({
  id: 'b',
  name: null,
  connected: false,
  stage,
  revision: '1-a',
  lastSeenAt: null,
  ...change,
});

/** Host `id`, which is open, well and lists these; host a is the home. Its key is the code of its letter: a 97, b 98, c 99. */
export function sourceOf(id: string, boards: readonly BoardSummary[], change: Partial<Source> = {}): Source {
  const since = new Map(boards.map((board) => [board.id, 0]));
  const state = { key: id.charCodeAt(0), open: true, listed: true };
  return { ...newSource(id, id === 'a'), ...state, boards, since, ...change };
}

/** As `sourceOf`, of a board that is connected to `at`; undefined: away. */
export function telling(id: string, at: string | undefined, change: Partial<Source> = {}): Source {
  return sourceOf(id, [summary(at === undefined ? {} : { connected: true, host: at })], change);
}
