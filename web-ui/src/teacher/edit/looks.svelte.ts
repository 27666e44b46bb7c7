import { untrack } from 'svelte';
import type { ApiClient } from '../../net/api';
import type { Connection } from '../../net/connection.svelte';
import { Plans } from '../../stage/plans.svelte';
import { sayEdit } from '../../words/edit/say';
import { explain } from '../../words/teacher/explain';
import { say } from '../../words/teacher/say';
import type { Draft } from './draft.svelte';
import { drawn, withPictures } from './drawn';
import { Glimpses } from './glimpses.svelte';
import type { LocalPage } from './pages';

/**
 * How the pages of a draft look, as far as is known: what hosts stored, over that what a host made of an unsaved text, and
 * the pictures that only this device has. Made while a component begins, and kept up to date until that is gone.
 */
export class Looks {
  readonly plans: Plans;
  private readonly glimpses: Glimpses;
  private readonly page: LocalPage | undefined;
  private readonly isStored: boolean;

  /** @param current the page in sight, and where it stands; read again whenever it changes */
  constructor(
    private readonly draft: Draft,
    api: ApiClient,
    connection: Connection,
    current: () => { readonly page: LocalPage | undefined; readonly index: number },
  ) {
    this.glimpses = new Glimpses(api);
    this.page = $derived(current().page);
    this.isStored = $derived(this.page !== undefined && this.page.known?.markdown === this.page.text);
    const sources = $derived(draft.pages.map(({ id, text, known }) => ({ id, html: this.html(id, text, known) })));
    this.plans = untrack(() => new Plans(sources, connection.origin, () => connection.missing()));
    untrack(() => void this.plans.measureAll(current().index));

    $effect(() => {
      const now = sources;
      untrack(() => void this.plans.update(now, current().index));
    });
    $effect(() => {
      const origin = connection.origin;
      untrack(() => this.plans.fetchFrom(origin));
    });
    $effect(() => {
      if (!this.page) return;
      if (this.isStored) this.glimpses.done(this.page.id);
      else this.glimpses.want(this.page.id, withPictures(this.page.text));
    });
    $effect(() => () => this.glimpses.stop());
  }

  /** Of the page in sight, what nobody but the teacher reads. */
  get notes(): string {
    const stored = this.page?.known?.notes;
    return (this.isStored ? stored : (this.glimpse?.notes ?? stored)) ?? '';
  }

  /** The page in sight as its text is here; empty until a host has made it. */
  get mine(): string {
    return drawn(this.glimpse?.html ?? '', this.draft.arrivals);
  }

  /** Why the page in sight does not look as its text says, if so. */
  get behind(): string | null {
    const { problem } = this.glimpses;
    if (!problem || this.isStored) return null;
    return problem.status >= 400 && problem.status < 500 ? explain(say(), problem) : sayEdit().lookIsOld;
  }

  private get glimpse() {
    return this.page && this.glimpses.looks.get(this.page.id);
  }

  private html(id: string, text: string, known: LocalPage['known']): string {
    if (known?.markdown === text) return known.html;
    return drawn(this.glimpses.looks.get(id)?.html ?? known?.html ?? '', this.draft.arrivals);
  }
}
