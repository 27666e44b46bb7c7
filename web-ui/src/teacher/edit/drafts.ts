import type { ApiClient } from '../../net/api';
import { forget, recall, remember } from '../../look/memory';
import { Draft } from './draft.svelte';
import { pictures } from './pictures';
import { DraftStore } from './store';
import { UNSAID_KEY } from './unsaid';

/** After leaving a lesson: whether its draft is done with is looked at this often. */
const TIDY_MILLIS = 2000;

/**
 * The lessons that one account edits in this window. A draft that is left goes on saying what it has to, and one of an
 * earlier visit is taken up when the app starts.
 */
export class Drafts {
  private readonly drafts = new Map<string, Draft>();
  private readonly inUse = new Set<string>();
  private readonly store: DraftStore;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private endListening: (() => void) | null = null;
  /** Of each picture that has come in this visit, the lesson that it stands in. */
  private readonly stands = new Map<string, string>();
  refused = false;

  constructor(
    readonly accountId: string,
    private readonly api: ApiClient,
  ) {
    this.store = new DraftStore(accountId, () => (this.refused = true));
  }

  /** The draft of a lesson, until {@link leave}. */
  use(lessonId: string): Draft {
    this.inUse.add(lessonId);
    remember(UNSAID_KEY, this.accountId);
    this.endListening ??=
      pictures()?.onDescribed((before, after) => void this.describe(before, after).catch(() => undefined)) ?? null;
    const draft = this.drafts.get(lessonId) ?? new Draft(lessonId, this.api, this.store);
    this.drafts.set(lessonId, draft);
    return draft;
  }

  leave(lessonId: string): void {
    this.inUse.delete(lessonId);
    void this.drafts.get(lessonId)?.flush();
    this.tidy();
  }

  /** Says what is left of earlier visits; returns the lessons whose texts wait for somebody to look at them. */
  async resume(): Promise<readonly string[]> {
    const asking: string[] = [];
    for (const lessonId of await this.store.lessons()) {
      const before = this.drafts.get(lessonId);
      if (before) {
        before.wake();
        continue;
      }
      const draft = this.use(lessonId);
      await draft.open();
      await draft.flush();
      if (draft.asks) asking.push(lessonId);
      this.inUse.delete(lessonId);
    }
    this.tidy();
    return asking;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.endListening?.();
    for (const draft of this.drafts.values()) draft.stop();
    this.drafts.clear();
  }

  /** A picture gets its description where it stands, also in a lesson that was left meanwhile. */
  private async describe(before: string, after: string): Promise<void> {
    const address = before.slice(before.lastIndexOf(']('));
    const lessonId = this.stands.get(address);
    const left = lessonId !== undefined && !this.drafts.has(lessonId) ? lessonId : null;
    if (left !== null) await this.use(left).open();
    for (const draft of this.drafts.values()) draft.describe(before, after);
    if (left !== null) this.leave(left);
  }

  private tidy(): void {
    clearTimeout(this.timer);
    for (const [lessonId, draft] of [...this.drafts]) {
      // A text that asks for a choice waits on the device for the teacher to come back to it.
      const done = draft.clean || draft.state === 'newer' || draft.state === 'refused' || draft.problem !== null;
      if (this.inUse.has(lessonId) || !done) continue;
      for (const picture of draft.arrivals.came.values()) {
        this.stands.set(picture.slice(picture.lastIndexOf('](')), lessonId);
      }
      draft.stop();
      this.drafts.delete(lessonId);
    }
    if (this.drafts.size > this.inUse.size) this.timer = setTimeout(() => this.tidy(), TIDY_MILLIS);
    else if (this.drafts.size === 0) void this.forgetWhenSaid();
  }

  private async forgetWhenSaid(): Promise<void> {
    await this.store.settled();
    const left = await this.store.lessons();
    if (left.length === 0 && this.drafts.size === 0 && recall(UNSAID_KEY) === this.accountId) forget(UNSAID_KEY);
  }
}

let drafts: Drafts | null = null;

/** The drafts of who is signed in now; those of somebody else stop being said. */
export function draftsOf(accountId: string, api: ApiClient): Drafts {
  if (drafts?.accountId !== accountId) {
    drafts?.stop();
    drafts = new Drafts(accountId, api);
  }
  return drafts;
}
