import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ApiClient } from '../../net/api';
import { ApiError } from '../../net/apiError';
import { draftsOf } from './drafts';
import { UNSAID_KEY } from './unsaid';

let away = true;
let said: string[] = [];
const api = {
  async request(path: string, options?: { readonly method?: string; readonly body?: { readonly markdown: string } }) {
    if (away) throw new ApiError('unreachable', 0);
    const page = { id: 'p', rank: '1', markdown: 'one', notes: '', html: '', etag: '1-a.x' };
    if (!options?.method) return { id: 'l', title: '', language: 'en', ownerId: 't', pages: [page] };
    said.push(`${path} ${options.body?.markdown}`);
    return { ...page, markdown: options.body?.markdown, etag: '2-a.y' };
  },
} as unknown as ApiClient;

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  said = [];
  away = false;
  vi.stubGlobal('document', { visibilityState: 'visible' });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
});

afterEach(() => {
  draftsOf('nobody', api).stop();
  vi.unstubAllGlobals();
});

test('what was written on an earlier visit is said when the app starts, and then nothing is left to say', async () => {
  const draft = draftsOf('teacher', api).use('l');
  await draft.open();
  away = true;
  draft.write('p', 'written in a tunnel');
  await draft.flush();
  // The window is closed.
  draftsOf('nobody', api);
  away = false;

  expect(kept.get(UNSAID_KEY)).toBe('"teacher"');
  await draftsOf('teacher', api).resume();
  await vi.waitFor(() => expect(said).toEqual(['/api/lessons/l/pages/p written in a tunnel']), 5000);
  await vi.waitFor(() => expect(kept.has(UNSAID_KEY)).toBe(false), 5000);
});

test('a draft that is left is said to its end, and the next visit begins anew', async () => {
  const drafts = draftsOf('teacher', api);
  const draft = drafts.use('l');
  await draft.open();
  draft.write('p', 'last words');
  drafts.leave('l');
  await vi.waitFor(() => expect(said).toEqual(['/api/lessons/l/pages/p last words']), 5000);
  await vi.waitFor(() => expect(kept.has(UNSAID_KEY)).toBe(false), 5000);
  expect(drafts.use('l')).not.toBe(draft);
});

test('another account does not say what the one before it wrote', async () => {
  const draft = draftsOf('teacher', api).use('l');
  await draft.open();
  away = true;
  draft.write('p', 'mine');
  await draft.flush();
  away = false;
  await draftsOf('somebody else', api).resume();
  draft.wake();
  await draft.flush();
  expect(said).toEqual([]);
});
