import { SvelteMap } from 'svelte/reactivity';
import { ApiError } from '../../net/apiError';
import { newId } from '../../net/ids';
import { afterAnswer, arrange, chained, nextToSay, type HostLesson, type HostPage, type Pending } from './pages';
import { Arrivals } from './arrivals.svelte';
import { HostPages } from './hostPages.svelte';
import { pictures, type PictureSource } from './pictures';
import { carried, onlyHolds } from './places';
import { newerThere, readLesson, restorePage, sayIt, type Api, type Newer } from './rest';
import type { DraftStore } from './store';
import { Rounds } from './rounds.svelte';
import { Typing } from './typing';

/** After no host could be reached: so long, then twice that, up to `RETRY_MOST`. */
const RETRY_MILLIS = 1000;
const RETRY_MOST_MILLIS = 20_000;
/** How often others' changes are looked for while the lesson is in sight. */
const LOOK_MILLIS = 10_000;

/**
 * `saved`: the hosts have it all. `saving`: on its way. `kept`: no host answers, it is kept on this device. `newer`: another
 * person's newer text asks for a choice. `refused`: a host will not take it as it is.
 */
export type SaveState = 'saved' | 'saving' | 'kept' | 'newer' | 'refused';

export interface Surroundings {
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * A lesson that is being edited. What is typed stands in {@link pages} at once, is kept on the device, and is said to the
 * hosts, one request at a time, until they have acknowledged it. Nothing that was typed is given up but by the teacher.
 */
export class Draft {
  title = $state('');
  language = $state('en');
  ownerId = $state<string | null>(null);
  loaded = $state(false);
  /** What was asked and did not go: of the lesson as a whole. */
  problem = $state.raw<ApiError | null>(null);
  readonly newer = new SvelteMap<string, Newer>();
  readonly refused = new SvelteMap<string, ApiError>();
  /** Pages that somebody else changed while they were open here, until they are looked at. */
  readonly changedByOthers = new SvelteMap<string, true>();
  private readonly known = new HostPages(() => this.around.now());
  private readonly pending = new SvelteMap<string, Pending>();
  private unreachable = $state(false);
  private readonly rounds = new Rounds(() => this.sayOne());
  readonly pages = $derived(arrange(this.known.all, this.pending));
  readonly arrivals: Arrivals;

  private turn = 0;
  private failures = 0;
  private readonly typing = new Typing(() => this.around.now());
  private lookTimer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  constructor(
    readonly lessonId: string,
    private readonly api: Api,
    private readonly store: DraftStore,
    private readonly around: Surroundings = { now: () => Date.now(), random: () => Math.random() },
    source: () => PictureSource | null = pictures,
  ) {
    this.arrivals = new Arrivals(source, () => this.settleAll());
  }

  get state(): SaveState {
    if (this.newer.size > 0) return 'newer';
    if (this.refused.size > 0) return 'refused';
    if ([...this.pending.values()].every(isHeld)) return 'saved';
    return this.unreachable ? 'kept' : 'saving';
  }

  /** Nothing is left on this device alone, be it the place of a picture. */
  get clean(): boolean {
    return this.pending.size === 0;
  }

  /** The lesson is gone, or not to be changed by who is signed in. */
  get stranded(): boolean {
    return this.problem?.status === 404 || this.problem?.status === 403;
  }

  /** It does not go on by itself: somebody has to look at it. */
  get asks(): boolean {
    return this.stranded || this.newer.size > 0 || this.refused.size > 0;
  }

  /** Each text that this device has and no host. */
  get unsaid(): readonly string[] {
    return [...this.pending.values()].flatMap(({ text, base, deleted }) =>
      text === null || deleted || text === base?.markdown ? [] : [text],
    );
  }

  /** Reads the lesson, and takes up what this device still has to say of it. */
  async open(): Promise<void> {
    this.problem = null;
    const kept = await this.store.of(this.lessonId);
    for (const one of kept) {
      if (!this.pending.has(one.pageId)) this.pending.set(one.pageId, one);
      this.turn = Math.max(this.turn, one.turn);
      if (one.text !== null) this.arrivals.look(one.text);
    }
    try {
      this.take(await readLesson(this.api, this.lessonId));
      this.loaded = true;
    } catch (error) {
      this.problem = asApiError(error);
      return;
    }
    this.goOn(0);
    this.lookLater();
  }

  /** Ends all waiting; what is pending stays on the device. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.lookTimer);
    this.rounds.stop();
    this.arrivals.stop();
  }

  textOf(pageId: string): string {
    return this.pages.find((page) => page.id === pageId)?.text ?? '';
  }

  /** The text of a page, as it is typed. */
  write(pageId: string, typed: string): void {
    const text = this.arrivals.settled(typed);
    const page = this.pages.find((one) => one.id === pageId);
    if (!page || page.text === text) return;
    const known = page.known;
    const before = this.pending.get(pageId);
    const base = before?.text != null ? before.base : known && { markdown: known.markdown, etag: known.etag };
    this.refused.delete(pageId);
    const wait = this.typing.on(pageId);
    const back = base !== null && known?.etag === base.etag && text === base.markdown;
    if (back && before?.after === undefined && !this.newer.has(pageId) && !this.rounds.running) this.settle(pageId);
    else this.put({ ...before, pageId, turn: before?.turn ?? ++this.turn, text, base });
    this.goOn(wait);
  }

  /** A picture that stands here, or its place, got another description. */
  describe(before: string, after: string): void {
    for (const { id, text } of this.pages)
      if (text.includes(before))
        this.write(
          id,
          text.replaceAll(before, () => after),
        );
  }

  /** Makes a page behind another one (null: first); returns its id. */
  add(after: string | null, text = ''): string {
    const pageId = newId();
    this.chain(null);
    this.put({ pageId, text, base: null, after, turn: ++this.turn });
    this.goOn(0);
    return pageId;
  }

  move(pageId: string, after: string | null): void {
    if (pageId === after) return;
    const before = this.pending.get(pageId);
    const page = this.pages.find((one) => one.id === pageId);
    if (!page) return;
    this.chain(pageId);
    this.put({ pageId, text: null, base: null, ...before, after, turn: ++this.turn });
    this.goOn(0);
  }

  remove(pageId: string): void {
    const page = this.pages.find((one) => one.id === pageId);
    if (!page) return;
    this.newer.delete(pageId);
    this.refused.delete(pageId);
    this.chain(pageId);
    // It may be on its way although no host has said that it knows it.
    this.put({ pageId, text: null, base: null, deleted: true, turn: ++this.turn });
    this.goOn(0);
  }

  /** Undoes a deletion of this sitting, whether or not a host knows of it yet. */
  bringBack(pageId: string, text: string, after: string | null): void {
    this.chain(pageId);
    this.put({ pageId, text, base: null, after, turn: ++this.turn });
    this.goOn(0);
  }

  /** Brings back what was deleted before, by whomever. @throws ApiError */
  async restore(pageId: string): Promise<void> {
    const page = await restorePage(this.api, this.lessonId, pageId);
    this.known.acknowledged(page);
  }

  /** Of two texts: ours takes the place of theirs, which stays among the versions of the page. */
  keepMine(pageId: string): void {
    const newer = this.newer.get(pageId);
    const mine = this.pending.get(pageId);
    if (!newer || !mine) return;
    this.newer.delete(pageId);
    const { markdown, etag } = newer.page;
    // A page that was deleted comes back, to where it stands here.
    if (newer.deleted) this.put({ ...mine, base: null, after: this.before(pageId), turn: ++this.turn });
    else this.put({ ...mine, base: { markdown, etag } });
    this.goOn(0);
  }

  /** Theirs stays; the host keeps ours among the versions of the page. */
  takeTheirs(pageId: string): void {
    const newer = this.newer.get(pageId);
    if (!newer) return;
    this.newer.delete(pageId);
    this.settle(pageId);
    if (newer.deleted) this.known.drop(pageId);
    else this.known.acknowledged(newer.page);
    this.goOn(0);
  }

  /** Theirs stays, and ours becomes a page behind it; returns its id. */
  keepBoth(pageId: string): string {
    const mine = this.textOf(pageId);
    this.takeTheirs(pageId);
    return this.add(this.pages.some((page) => page.id === pageId) ? pageId : null, mine);
  }

  /** Gives up all that no host has taken. */
  forgetAll(): void {
    for (const pageId of [...this.pending.keys()]) this.settle(pageId);
    this.newer.clear();
    this.refused.clear();
  }

  /** Says everything now; resolves when it was acknowledged, or will not go now. */
  async flush(): Promise<void> {
    this.typing.allOver();
    this.goOn(0);
    await this.store.settled();
    await this.rounds.idle();
  }

  /** Somebody is back, or the network is: nothing waits any longer. */
  wake(): void {
    this.failures = 0;
    this.goOn(0);
    void this.look();
  }

  private before(pageId: string): string | null {
    const at = this.pages.findIndex((page) => page.id === pageId);
    return this.pages[at - 1]?.id ?? null;
  }

  private chain(except: string | null): void {
    for (const one of chained(this.known.all, this.pending, except)) this.put(one);
  }

  private put(given: Pending): void {
    const one = given.text === null ? given : { ...given, text: this.arrivals.settled(given.text) };
    this.pending.set(one.pageId, one);
    this.store.keep(this.lessonId, one.pageId, one);
    if (one.text !== null) this.arrivals.look(one.text);
  }

  /** A picture has come, or will not come. */
  private settleAll(): void {
    for (const one of [...this.pending.values()]) {
      const text = one.text && this.arrivals.settled(one.text);
      if (text === one.text) continue;
      this.put({ ...one, text });
      if (
        text === one.base?.markdown &&
        one.after === undefined &&
        !this.newer.has(one.pageId) &&
        !this.rounds.running
      ) {
        this.settle(one.pageId);
      }
    }
    this.goOn(0);
  }

  private settle(pageId: string): void {
    this.typing.over(pageId);
    if (this.pending.delete(pageId)) this.store.keep(this.lessonId, pageId, null);
  }

  private goOn(millis: number): void {
    if (this.loaded) this.rounds.goOn(millis);
  }

  /** Milliseconds until the next is to be said; null: nothing is left. */
  private async sayOne(): Promise<number | null> {
    let soonest = Infinity;
    const saying = nextToSay(this.known.all, this.pending, (one) => {
      const wait = one.after === undefined ? this.typing.left(one.pageId) : 0;
      if (wait > 0) soonest = Math.min(soonest, wait);
      return wait > 0 || isHeld(one) || this.newer.has(one.pageId) || this.refused.has(one.pageId);
    });
    if (!saying) return soonest < Infinity ? soonest : null;
    const { pageId } = saying.pending;
    let answer: HostPage | null;
    try {
      answer = await sayIt(this.api, this.lessonId, saying);
    } catch (error) {
      return this.failed(pageId, asApiError(error), newerThere(error));
    }
    this.reached();
    this.typing.over(pageId);
    this.chain(null);
    const mine = this.pending.get(pageId);
    const left = mine ? afterAnswer(mine, saying, answer) : null;
    if (answer && !left?.deleted) this.known.acknowledged(answer);
    else if (!answer) this.known.forget(pageId);
    if (left) this.put(left);
    else this.settle(pageId);
    return 0;
  }

  private failed(pageId: string, error: ApiError, newer: Newer | null): number | null {
    const mine = this.pending.get(pageId);
    if (newer && mine?.text == null && !newer.deleted) {
      // We only moved it: their text goes along.
      this.known.acknowledged(newer.page);
      return 0;
    }
    if (newer && mine?.text == null) {
      this.known.drop(pageId);
      this.settle(pageId);
      return 0;
    }
    if (newer && mine && this.carry(mine, newer)) {
      this.reached();
      this.known.acknowledged(newer.page);
      return 0;
    }
    if (newer) {
      this.reached();
      if (mine?.after === undefined && mine && newer.deleted) this.put({ ...mine, after: this.before(pageId) });
      this.newer.set(pageId, newer);
      return 0;
    }
    const final = error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 401;
    if (final && mine?.deleted) {
      this.settle(pageId);
      return 0;
    }
    if (final) {
      this.reached();
      this.refused.set(pageId, error);
      return 0;
    }
    this.unreachable = true;
    if (error.status === 401) {
      // Who signs in again goes on here.
      this.rounds.tellIdle();
      return null;
    }
    const most = Math.min(RETRY_MOST_MILLIS, RETRY_MILLIS * 2 ** this.failures++);
    this.rounds.tellIdle();
    return most * (0.5 + this.around.random() / 2);
  }

  /** Puts pictures, where they are all that we brought, into what somebody else wrote meanwhile. */
  private carry(mine: Pending, { page, deleted }: Newer): boolean {
    const text =
      mine.text !== null && mine.base && !deleted ? carried(mine.base.markdown, mine.text, page.markdown) : null;
    if (text === null) return false;
    this.put({ ...mine, text, base: { markdown: page.markdown, etag: page.etag } });
    return true;
  }

  private reached(): void {
    this.unreachable = false;
    this.failures = 0;
  }

  /** What a host has. */
  private take(lesson: HostLesson): void {
    this.title = lesson.title;
    this.language = lesson.language;
    this.ownerId = lesson.ownerId;
    // A page that somebody else deleted while it was written on here stands where it stood.
    const there = new Set(lesson.pages.map((page) => page.id));
    for (const { id } of this.known.all) {
      const mine = this.pending.get(id);
      if (!there.has(id) && mine?.text != null && mine.after === undefined) {
        this.put({ ...mine, after: this.before(id) });
      }
    }
    for (const pageId of this.known.take(lesson.pages)) this.changedByOthers.set(pageId, true);
    if (this.rounds.running) return;
    for (const page of this.known.all) {
      const mine = this.pending.get(page.id);
      const isNewer = mine?.base && mine.base.etag !== page.etag && mine.base.markdown !== page.markdown;
      if (isNewer && isHeld(mine)) this.carry(mine, { page, deleted: false });
    }
  }

  private lookLater(): void {
    clearTimeout(this.lookTimer);
    if (!this.stopped) this.lookTimer = setTimeout(() => void this.look(), LOOK_MILLIS);
  }

  private async look(): Promise<void> {
    if (!this.loaded || document.visibilityState === 'hidden') return this.lookLater();
    try {
      this.take(await readLesson(this.api, this.lessonId));
      if (this.unreachable) this.goOn(0);
    } catch {
      // The next look may go better; what is pending tells that no host answers.
    }
    this.lookLater();
  }
}

/** Nothing of it is left to say until its pictures have come. */
function isHeld({ text, base, after, deleted }: Pending): boolean {
  return text !== null && base !== null && after === undefined && !deleted && onlyHolds(text, base.markdown);
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('internal', 0);
}
