import type { APIRequestContext } from '@playwright/test';
import { hasRealLessons } from '../host/steadyboard';

interface Node {
  readonly id: string;
  readonly kind: 'course' | 'theme' | 'lesson';
  readonly title: string;
  readonly language: string | null;
  readonly pageCount: number;
}

export interface Lesson {
  readonly id: string;
  readonly title: string;
  readonly pages: readonly { readonly id: string; readonly html: string; readonly notes: string | null }[];
}

/** A lesson of the demo course: always there. */
export const DEMO = { course: 'The night sky', theme: 'Our neighbours', lesson: 'Eight planets' } as const;

/** A real lesson with long pages, tables and many pictures where the real lessons are, else one of the demo course. */
export const REAL_TITLE = 'Binary search trees';

export async function demoLesson(api: APIRequestContext): Promise<Lesson> {
  return lesson(api, await findLesson(api, DEMO.lesson));
}

export async function realLesson(api: APIRequestContext): Promise<Lesson> {
  return lesson(api, await findLesson(api, hasRealLessons() ? REAL_TITLE : DEMO.lesson));
}

export async function lesson(api: APIRequestContext, id: string): Promise<Lesson> {
  return get<Lesson>(api, `/api/lessons/${id}`);
}

/** The id of the one lesson with this title. */
export async function findLesson(api: APIRequestContext, title: string): Promise<string> {
  const folders: (string | null)[] = [null];
  for (let parent = folders.shift(); parent !== undefined; parent = folders.shift()) {
    for (const node of await children(api, parent)) {
      if (node.kind !== 'lesson') folders.push(node.id);
      else if (node.title.toLowerCase() === title.toLowerCase()) return node.id;
    }
  }
  throw new Error(`There is no lesson '${title}'.`);
}

async function children(api: APIRequestContext, parent: string | null): Promise<Node[]> {
  const nodes: Node[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '100', ...(parent && { parent }), ...(cursor && { cursor }) });
    const answer: { nodes: Node[]; cursor: string | null } = await get(api, `/api/nodes?${query}`);
    nodes.push(...answer.nodes);
    cursor = answer.cursor;
  } while (cursor);
  return nodes;
}

async function get<T>(api: APIRequestContext, path: string): Promise<T> {
  const answer = await api.get(path);
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}
