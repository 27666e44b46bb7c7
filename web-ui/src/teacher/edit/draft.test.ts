import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../net/apiError';
import type { RequestOptions } from '../../net/api';
import { Draft } from './draft.svelte';
import type { HostPage } from './pages';
import type { ComingPicture, PictureSource } from './pictures';
import type { Api } from './rest';
import { DraftStore } from './store';

const PAUSE = 800;
const LONGEST = 4000;

/** A lesson as hosts keep it: edits, deletions, and a newer text that is not overwritten. */
class Lesson implements Api {
  pages: HostPage[] = [];
  deleted = new Map<string, HostPage>();
  readonly said: string[] = [];
  /** What is answered instead. */
  trouble: ((path: string) => ApiError | null) | null = null;
  /** Answers wait for it. */
  gate: Promise<void> = Promise.resolve();
  private stamp = 100;

  constructor(...texts: string[]) {
    texts.forEach((text, index) => this.write(`p${index + 1}`, text, `${index + 1}`));
  }

  write(id: string, markdown: string, rank = this.pages.find((page) => page.id === id)?.rank ?? '9'): HostPage {
    const page = { id, rank, markdown, notes: '', html: `<p>${markdown}</p>`, etag: `${++this.stamp}-a.${markdown}` };
    this.pages = [...this.pages.filter((one) => one.id !== id), page].sort((a, b) => (a.rank < b.rank ? -1 : 1));
    return page;
  }

  get texts(): string {
    return this.pages.map((page) => page.markdown).join('|');
  }

  async request<T>(path: string, { method = 'GET', body }: RequestOptions = {}): Promise<T> {
    await this.gate;
    const trouble = this.trouble?.(path);
    if (trouble) throw trouble;
    const id = path.split('/')[5] ?? '';
    if (method === 'GET') {
      return structuredClone({ id: 'l', title: 'Lesson', language: 'en', ownerId: 't', pages: this.pages }) as T;
    }
    this.said.push(`${method} ${id} ${(body as { markdown?: string })?.markdown ?? ''}`.trim());
    const there = this.pages.find((page) => page.id === id);
    if (method === 'DELETE') {
      if (there) this.deleted.set(id, there);
      this.pages = this.pages.filter((page) => page.id !== id);
      return undefined as T;
    }
    const { markdown, after, basedOn } = body as { markdown: string; after?: string | null; basedOn?: string };
    const gone = this.deleted.get(id);
    if (basedOn && gone && !there) throw newer(gone, true);
    const seen = basedOn?.split('.')[1];
    if (basedOn && there && there.etag !== basedOn && there.markdown !== seen && there.markdown !== markdown) {
      throw newer(there, false);
    }
    if (after === undefined) return this.write(id, markdown) as T;
    const others = this.pages.filter((page) => page.id !== id);
    const at = after === null ? -1 : others.findIndex((page) => page.id === after);
    if (after !== null && at < 0) throw new ApiError('invalid', 400);
    return this.write(id, markdown, between(others[at]?.rank ?? '', others[at + 1]?.rank ?? null)) as T;
  }
}

/** A rank between two: digits of a fraction. */
function between(before: string, after: string | null): string {
  let rank = '';
  for (let index = 0, upper = after; ; index++) {
    const low = Number(before[index] ?? 0);
    const high = upper === null ? 10 : Number(upper[index] ?? 0);
    if (high - low > 1) return rank + String(Math.floor((low + high) / 2));
    rank += String(low);
    if (high > low) upper = null;
  }
}

const newer = (page: HostPage, deleted: boolean) =>
  new ApiError('newer-there', 409, null, [], { code: 'newer-there', page, deleted });
const away = () => new ApiError('unreachable', 0);

let account = 0;
let store: DraftStore;
let drafts: Draft[] = [];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.stubGlobal('document', { visibilityState: 'visible' });
  store = new DraftStore(`account ${++account}`);
});

afterEach(() => {
  drafts.forEach((draft) => draft.stop());
  drafts = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function edit(lesson: Lesson, of = store, source: PictureSource | null = null): Promise<Draft> {
  const around = { now: () => Date.now(), random: () => 0 };
  const draft = new Draft('l', lesson, of, around, () => source);
  drafts.push(draft);
  await until(draft.open());
  return draft;
}

/** Waits for something that storage takes part in, whose turns no fake clock makes. */
async function until<T>(promise: Promise<T>): Promise<T> {
  let done = false;
  void promise.finally(() => (done = true)).catch(() => undefined);
  for (let turn = 0; turn < 1000 && !done; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(0);
  }
  return promise;
}

const pass = (millis: number) => vi.advanceTimersByTimeAsync(millis);
const textsOf = (draft: Draft) => draft.pages.map((page) => page.text).join('|');

test('what is typed is saved after a pause, once', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  for (const text of ['one!', 'one!!', 'one!!!']) {
    draft.write('p1', text);
    await pass(PAUSE - 1);
  }
  expect([draft.state, lesson.said]).toEqual(['saving', []]);
  await pass(1);
  expect(lesson.said).toEqual(['PUT p1 one!!!']);
  expect(draft.state).toBe('saved');
});

test('who types without a pause is saved all the same', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  for (let at = 0; at <= LONGEST; at += 200) {
    draft.write('p1', `typed ${at}`);
    await pass(200);
  }
  expect(lesson.said).toHaveLength(1);
});

test('what is typed while a save is under way is based on that save', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  draft.write('p1', 'first');
  let open: () => void = () => undefined;
  lesson.gate = new Promise((resolve) => (open = resolve));
  await pass(PAUSE);
  draft.write('p1', 'first second');
  open();
  lesson.gate = Promise.resolve();
  await pass(PAUSE);
  expect(lesson.said).toEqual(['PUT p1 first', 'PUT p1 first second']);
  expect([lesson.texts, draft.state, draft.newer.size]).toEqual(['first second', 'saved', 0]);
});

test('a text that is typed back is not said at all', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  draft.write('p1', 'one!');
  draft.write('p1', 'one');
  expect(draft.state).toBe('saved');
  await pass(PAUSE * 2);
  expect(lesson.said).toEqual([]);
});

test('pages are added, moved, duplicated and deleted, in their order', async () => {
  const lesson = new Lesson('one', 'two', 'three');
  const draft = await edit(lesson);
  const added = draft.add('p1', 'new');
  draft.add(added, 'newer');
  expect(textsOf(draft)).toBe('one|new|newer|two|three');
  await pass(0);
  expect(lesson.texts).toBe('one|new|newer|two|three');
  draft.move('p3', null);
  draft.remove('p2');
  expect(textsOf(draft)).toBe('three|one|new|newer');
  await pass(0);
  expect(lesson.texts).toBe('three|one|new|newer');
  expect(draft.state).toBe('saved');
});

test('a deletion is undone, said or not', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  draft.remove('p1');
  draft.bringBack('p1', 'one', null);
  await pass(0);
  expect(lesson.texts).toBe('one|two');
  draft.remove('p1');
  await pass(0);
  expect(lesson.texts).toBe('two');
  draft.bringBack('p1', 'one', null);
  await pass(0);
  expect([lesson.texts, textsOf(draft)]).toEqual(['one|two', 'one|two']);
});

test('a page that was made and deleted before a host heard of it leaves nothing', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  lesson.trouble = away;
  const id = draft.add('p1', 'x');
  await pass(0);
  draft.remove(id);
  lesson.trouble = (path) => (path.includes(id) ? new ApiError('not-found', 404) : null);
  await pass(30_000);
  expect([draft.state, lesson.texts]).toEqual(['saved', 'one']);
});

test('while no host answers it is kept, and said when one does, also after a reload', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  lesson.trouble = away;
  draft.write('p1', 'written in a tunnel');
  const added = draft.add('p2', 'a new page');
  draft.remove('p2');
  await pass(PAUSE);
  expect(draft.state).toBe('kept');
  expect(textsOf(draft)).toBe('written in a tunnel|a new page');
  await until(store.settled());
  draft.stop();

  lesson.trouble = null;
  const again = await edit(lesson, new DraftStore(`account ${account}`));
  expect(textsOf(again)).toBe('written in a tunnel|a new page');
  await pass(0);
  expect([lesson.texts, again.state]).toEqual(['written in a tunnel|a new page', 'saved']);
  expect(again.pages[1]?.id).toBe(added);
  await until(store.settled());
  await until(new DraftStore(`account ${account}`).of('l'));
  expect(await until(new DraftStore(`account ${account}`).of('l'))).toEqual([]);
});

test('what one account wrote is not another one’s', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  lesson.trouble = away;
  draft.write('p1', 'mine');
  await until(store.settled());
  draft.stop();
  lesson.trouble = null;
  expect(textsOf(await edit(lesson, new DraftStore('somebody else')))).toBe('one');
});

test('tries less and less often, and at once when somebody is back', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  let tries = 0;
  lesson.trouble = (path) => (path.includes('pages') && ++tries > 0 ? away() : null);
  draft.write('p1', 'x');
  await pass(PAUSE);
  await pass(120_000);
  expect(tries).toBeGreaterThan(8);
  expect(tries).toBeLessThan(20);
  lesson.trouble = null;
  draft.wake();
  await pass(0);
  expect([draft.state, lesson.texts]).toEqual(['saved', 'x']);
});

test('another person’s newer text is shown beside ours, and either one stays', async () => {
  for (const [choose, stays] of [
    [(draft: Draft) => draft.keepMine('p1'), 'mine|two'],
    [(draft: Draft) => draft.takeTheirs('p1'), 'theirs|two'],
    [(draft: Draft) => void draft.keepBoth('p1'), 'theirs|mine|two'],
  ] as const) {
    const lesson = new Lesson('one', 'two');
    const draft = await edit(lesson, new DraftStore(`account ${++account}`));
    draft.write('p1', 'mine');
    lesson.write('p1', 'theirs');
    await pass(PAUSE);
    expect(draft.state).toBe('newer');
    expect(draft.newer.get('p1')?.page.markdown).toBe('theirs');
    expect([textsOf(draft), lesson.texts]).toEqual(['mine|two', 'theirs|two']);
    draft.write('p2', 'two!');
    await pass(PAUSE);
    expect(lesson.texts, 'other pages are saved meanwhile').toBe('theirs|two!');
    draft.write('p2', 'two');
    choose(draft);
    await pass(PAUSE);
    expect([lesson.texts, textsOf(draft), draft.state]).toEqual([stays, stays, 'saved']);
  }
});

test('a page that somebody deleted while we wrote on it comes back, or goes', async () => {
  for (const [choose, stays] of [
    [(draft: Draft) => draft.keepMine('p2'), 'one|mine|three'],
    [(draft: Draft) => draft.takeTheirs('p2'), 'one|three'],
  ] as const) {
    const lesson = new Lesson('one', 'two', 'three');
    const draft = await edit(lesson, new DraftStore(`account ${++account}`));
    draft.write('p2', 'mine');
    await lesson.request('/api/lessons/l/pages/p2', { method: 'DELETE' });
    await pass(PAUSE);
    expect(draft.newer.get('p2')?.deleted).toBe(true);
    expect(textsOf(draft)).toBe('one|mine|three');
    choose(draft);
    await pass(0);
    expect([lesson.texts, textsOf(draft), draft.state]).toEqual([stays, stays, 'saved']);
  }
});

test('who only moves a page takes another person’s text along', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  lesson.write('p1', 'theirs');
  draft.move('p1', 'p2');
  await pass(0);
  expect([lesson.texts, textsOf(draft), draft.state]).toEqual(['two|theirs', 'two|theirs', 'saved']);
});

test('others’ changes appear by themselves, and are told of', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  lesson.write('p1', 'theirs');
  await pass(10_000);
  expect(textsOf(draft)).toBe('theirs|two');
  expect([...draft.changedByOthers.keys()]).toEqual(['p1']);
});

test('a host that lags takes nothing back', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  const before = lesson.pages;
  draft.write('p1', 'newer');
  draft.remove('p2');
  const added = draft.add('p1', 'new');
  await pass(PAUSE);
  const after = lesson.pages;
  lesson.pages = before;
  await pass(10_000);
  expect(textsOf(draft)).toBe('newer|new');
  lesson.pages = after;
  await pass(40_000);
  expect(textsOf(draft)).toBe('newer|new');
  await lesson.request(`/api/lessons/l/pages/${added}`, { method: 'DELETE' });
  await pass(10_000);
  expect(textsOf(draft), 'what is missing for long was deleted').toBe('newer');
});

test('what a host refuses stays on the device, and is said again once it is changed', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  lesson.trouble = (path) => (path.includes('p1') ? new ApiError('too-complex', 422) : null);
  draft.write('p1', 'too much');
  draft.write('p2', 'fine');
  await pass(PAUSE);
  expect([draft.state, lesson.texts, textsOf(draft)]).toEqual(['refused', 'one|fine', 'too much|fine']);
  lesson.trouble = null;
  draft.write('p1', 'less');
  await pass(PAUSE);
  expect([draft.state, lesson.texts]).toEqual(['saved', 'less|fine']);
});

test('leaving says what is typed at once', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  draft.write('p1', 'last words');
  await until(draft.flush());
  expect(lesson.texts).toBe('last words');
});

test('leaving is not held up by hosts that do not answer', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  lesson.trouble = away;
  draft.write('p1', 'last words');
  await until(draft.flush());
  expect(draft.state).toBe('kept');
});

test('a browser that keeps nothing says so, and all else goes on', async () => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new Error('refused');
    },
  });
  let refused = false;
  const lesson = new Lesson('one');
  const draft = await edit(lesson, new DraftStore('x', () => (refused = true)));
  draft.write('p1', 'mine');
  await pass(PAUSE);
  expect([refused, lesson.texts]).toEqual([true, 'mine']);
});

test('edits and cuts in any order end with what the teacher sees on the hosts', async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
  const random = mulberry(seed);
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const lesson = new Lesson('one', 'two', 'three');
  const draft = await edit(lesson);
  for (let step = 0; step < 300; step++) {
    const page = pick(draft.pages);
    const other = pick(draft.pages);
    const action = random();
    if (action < 0.4 && page) draft.write(page.id, `text ${step}`);
    else if (action < 0.55) draft.add(page?.id ?? null, `new ${step}`);
    else if (action < 0.75 && page) draft.move(page.id, other?.id === page.id ? null : (other?.id ?? null));
    else if (action < 0.85 && page && draft.pages.length > 1) draft.remove(page.id);
    else if (action < 0.92) lesson.trouble = away;
    else lesson.trouble = null;
    if (random() < 0.5) await pass(Math.floor(random() * 1500));
  }
  lesson.trouble = null;
  const seen = textsOf(draft);
  await pass(60_000);
  expect([lesson.texts, draft.state], `SEED=${seed}`).toEqual([seen, 'saved']);
});

function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('pages that a host refuses stay where they were put', async () => {
  const lesson = new Lesson('one', 'two');
  const draft = await edit(lesson);
  lesson.trouble = (path) => (path.includes('pages') ? new ApiError('invalid', 400) : null);
  draft.move('p1', 'p2');
  await pass(100);
  const added = draft.add('p2', 'new');
  await pass(100);
  expect([textsOf(draft), draft.state]).toEqual(['two|new|one', 'refused']);
  draft.remove(added);
  await pass(100);
  draft.bringBack(added, 'new', 'p2');
  await pass(100);
  expect(textsOf(draft)).toBe('two|new|one');
});

const id = '01938f00-0000-7000-8000-000000000001';
const held = `![](uploading:${id})`;
const url = `/media/${'0a'.repeat(32)}/moon.webp`;

/** One picture on its way, which whoever asks is given. */
class OnItsWay implements PictureSource {
  resumed = 0;
  watched = 0;
  come: (markdown: string | null) => void = () => undefined;
  tell: (part: number) => void = () => undefined;
  private readonly markdown = new Promise<string | null>((resolve) => (this.come = resolve));
  pick = async () => [];
  add = () => [];
  showUploads = async () => undefined;
  hideUploads = () => undefined;
  onDescribed = () => () => undefined;

  async resume(places: readonly { readonly id: string }[]): Promise<readonly ComingPicture[]> {
    this.resumed++;
    return places.map((place) => ({
      id: place.id,
      name: 'moon.jpg',
      placeholder: held,
      watch: (progress) => {
        this.watched++;
        this.tell = progress;
        return () => void this.watched--;
      },
      file: async () => null,
      markdown: this.markdown,
    }));
  }
}

test('the place of a picture is kept here, and no host is told of it; the picture is', async () => {
  const lesson = new Lesson('one');
  const moon = new OnItsWay();
  const draft = await edit(lesson, store, moon);
  draft.write('p1', `one\n\n${held}\n`);
  await pass(PAUSE);
  expect([lesson.said, draft.state, draft.clean]).toEqual([[], 'saved', false]);
  moon.tell(0.5);
  expect(draft.arrivals.coming.get(id)).toEqual({ name: 'moon.jpg', part: 0.5 });

  draft.write('p1', `two\n\n${held}\n`);
  expect(draft.state).toBe('saving');
  await pass(PAUSE);
  expect([lesson.texts, draft.state]).toEqual(['two\n\n', 'saved']);
  await pass(10 * LONGEST);
  expect(lesson.said, 'it is said once').toEqual(['PUT p1 two']);

  moon.come(`![](${url})`);
  await pass(0);
  expect(textsOf(draft)).toBe(`two\n\n![](${url})\n`);
  await pass(PAUSE);
  expect(lesson.texts).toBe(`two\n\n![](${url})\n`);
  expect([draft.state, draft.clean, moon.resumed, moon.watched, draft.arrivals.coming.size]).toEqual([
    'saved',
    true,
    1,
    0,
    0,
  ]);
});

test('it takes its place after a reload too, wherever that was moved to', async () => {
  const lesson = new Lesson('one', 'two');
  const before = await edit(lesson, store, new OnItsWay());
  before.write('p1', `one\n\n${held}\n`);
  before.move('p1', 'p2');
  await pass(PAUSE);
  await until(store.settled());
  before.stop();

  const moon = new OnItsWay();
  const after = await edit(lesson, new DraftStore(`account ${account}`), moon);
  expect(textsOf(after)).toBe(`two|one\n\n${held}\n`);
  moon.come(`![A moon](${url})`);
  await pass(PAUSE);
  expect(lesson.texts).toBe(`two|one\n\n![A moon](${url})\n`);
  expect(after.clean).toBe(true);
});

test('who undoes until the place is there again has the picture again, once', async () => {
  const lesson = new Lesson('one');
  const moon = new OnItsWay();
  const draft = await edit(lesson, store, moon);
  draft.write('p1', `one ${held}`);
  moon.come(`![](${url})`);
  await pass(PAUSE);
  draft.write('p1', `${held} one`);
  await pass(PAUSE);
  expect(lesson.texts).toBe(`![](${url}) one`);
  expect(draft.clean).toBe(true);
});

test('a picture that is given up leaves no place, and nothing to say', async () => {
  const lesson = new Lesson('one');
  const moon = new OnItsWay();
  const draft = await edit(lesson, store, moon);
  draft.write('p1', `one\n${held}`);
  await pass(PAUSE);
  moon.come(null);
  await pass(PAUSE);
  expect([textsOf(draft), lesson.said, draft.clean]).toEqual(['one', [], true]);
});

test('what somebody else writes meanwhile is taken up, and the picture stands in it', async () => {
  const lesson = new Lesson('one');
  const moon = new OnItsWay();
  const draft = await edit(lesson, store, moon);
  draft.write('p1', `one\n\n${held}\n`);
  await pass(PAUSE);
  lesson.write('p1', 'one, by somebody else');
  draft.wake();
  await pass(0);
  expect(textsOf(draft)).toBe(`one, by somebody else\n\n${held}\n`);
  expect(draft.changedByOthers.has('p1')).toBe(true);
  // Not seen here before the picture has come.
  lesson.write('p1', 'two, by somebody else');
  moon.come(`![](${url})`);
  await pass(PAUSE);
  expect(lesson.texts).toBe(`two, by somebody else\n\n![](${url})\n`);
  expect([draft.state, draft.newer.size]).toEqual(['saved', 0]);
});

test('who wrote more than pictures is asked, as ever', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson, store, new OnItsWay());
  lesson.trouble = () => away();
  draft.write('p1', `mine\n\n${held}\n`);
  await pass(PAUSE);
  lesson.trouble = null;
  lesson.write('p1', 'theirs');
  draft.wake();
  await pass(PAUSE);
  expect([draft.state, lesson.texts]).toEqual(['newer', 'theirs']);
  draft.keepMine('p1');
  await pass(PAUSE);
  expect([lesson.texts, textsOf(draft), draft.state]).toEqual(['mine\n\n', `mine\n\n${held}\n`, 'saved']);
});

test('a description is put where the picture or its place stands', async () => {
  const lesson = new Lesson('one');
  const moon = new OnItsWay();
  const draft = await edit(lesson, store, moon);
  draft.write('p1', held);
  draft.describe(
    held,
    held.replace('[]', () => '[A $& moon]'),
  );
  moon.come(`![](${url})`);
  await pass(PAUSE);
  expect(lesson.texts).toBe(`![A $& moon](${url})`);
  draft.describe(`![A $& moon](${url})`, `![The moon](${url})`);
  await pass(PAUSE);
  expect(lesson.texts).toBe(`![The moon](${url})`);
});

test('texts of a lesson that is gone can be read, and thrown away', async () => {
  const lesson = new Lesson('one');
  const draft = await edit(lesson);
  lesson.trouble = () => away();
  draft.write('p1', 'written in a tunnel');
  await until(store.settled());
  draft.stop();
  lesson.trouble = () => new ApiError('not-found', 404);
  const again = await edit(lesson, new DraftStore(`account ${account}`));
  expect([again.stranded, again.asks, again.unsaid]).toEqual([true, true, ['written in a tunnel']]);
  again.forgetAll();
  expect(again.unsaid).toEqual([]);
});
