import type { ApiClient } from '../../net/api';
import { forget, recall, remember } from '../../look/memory';
import { Draft } from './draft.svelte';
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
    const draft = this.drafts.get(lessonId) ?? new Draft(lessonId, this.api, this.store);
    this.drafts.set(lessonId, draft);
    return draft;
  }

  leave(lessonId: string): void {
    this.inUse.delete(lessonId);
    void this.drafts.get(lessonId)?.flush();
    this.tidy();
  }

  /** Says what is left of earlier visits. */
  async resume(): Promise<void> {
    for (const lessonId of await this.store.lessons()) {
      const before = this.drafts.get(lessonId);
      if (before) {
        before.wake();
        continue;
      }
      await this.use(lessonId).open();
      this.inUse.delete(lessonId);
    }
    this.tidy();
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const draft of this.drafts.values()) draft.stop();
    this.drafts.clear();
  }

  private tidy(): void {
    clearTimeout(this.timer);
    for (const [lessonId, draft] of [...this.drafts]) {
      // A text that asks for a choice waits on the device for the teacher to come back to it.
      const done = draft.clean || draft.state === 'newer' || draft.state === 'refused' || draft.problem !== null;
      if (this.inUse.has(lessonId) || !done) continue;
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
