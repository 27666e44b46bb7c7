import { isNewer, textRevision } from '../../stage/revision';
import { spoken } from './places';

/** A page as a host knows it. `etag` says which text it is; see {@link isOlder}. */
export interface HostPage {
  readonly id: string;
  readonly rank: string;
  readonly markdown: string;
  readonly notes: string;
  readonly html: string;
  readonly etag: string;
}

export interface HostLesson {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly ownerId: string | null;
  readonly pages: readonly HostPage[];
}

/** The text that an edit was made from. */
export interface Base {
  readonly markdown: string;
  readonly etag: string;
}

/**
 * What is to be said of one page and was not acknowledged yet: plain data that is kept on the device.
 */
export interface Pending {
  readonly pageId: string;
  /** As it stands in the editor; null: unchanged. */
  readonly text: string | null;
  /** Null: no host knows the page, or it is to come back. */
  readonly base: Base | null;
  /** The page that it is to stand behind; null: first; absent: where it stands. */
  readonly after?: string | null;
  readonly deleted?: true;
  /** Counts up, so that moves are made in their order. */
  readonly turn: number;
}

/** A page as the teacher sees it: what the hosts know, and over that what was not said yet. */
export interface LocalPage {
  readonly id: string;
  readonly text: string;
  /** Null for one that no host knows. */
  readonly known: HostPage | null;
}

/** By rank, compared as bytes, then id: as every host orders them. */
export function inOrder(pages: readonly HostPage[]): readonly HostPage[] {
  const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return [...pages].sort((one, other) => order(one.rank, other.rank) || order(one.id, other.id));
}

/** Whether a host that answered lags behind what another one has acknowledged. */
export function isOlder(page: HostPage, than: HostPage): boolean {
  return isNewer(textRevision(than.etag), textRevision(page.etag));
}

/** The lesson as the teacher sees it. */
export function arrange(known: readonly HostPage[], pending: ReadonlyMap<string, Pending>): readonly LocalPage[] {
  const local = (page: HostPage | null, id: string): LocalPage => ({
    id,
    text: pending.get(id)?.text ?? page?.markdown ?? pending.get(id)?.base?.markdown ?? '',
    known: page,
  });
  const byId = new Map(known.map((page) => [page.id, page]));
  const placed = [...pending.values()]
    .filter((one) => !one.deleted && (one.after !== undefined || !byId.has(one.pageId)))
    .sort((one, other) => one.turn - other.turn);
  const moved = new Set(placed.map((one) => one.pageId));
  const pages = known
    .filter((page) => !moved.has(page.id) && !pending.get(page.id)?.deleted)
    .map((page) => local(page, page.id));
  for (let left: readonly Pending[] = placed; left.length > 0;) {
    const waiting = new Set<string | null | undefined>(left.map((one) => one.pageId));
    const ready = left.filter((one) => !waiting.has(one.after));
    const now = ready.length > 0 ? ready : left;
    for (const one of now) {
      const before = pages.findIndex((page) => page.id === one.after);
      const at = one.after === null ? 0 : before < 0 ? pages.length : before + 1;
      pages.splice(at, 0, local(byId.get(one.pageId) ?? null, one.pageId));
    }
    left = left.filter((one) => !now.includes(one));
  }
  return pages;
}

/**
 * Those that are to stand elsewhere, each behind the page that it stands behind now: so what is said of one of them, or
 * done to it, moves no other one. `except` is about to be moved or deleted, and nothing is to follow it.
 */
export function chained(
  known: readonly HostPage[],
  pending: ReadonlyMap<string, Pending>,
  except: string | null,
): readonly Pending[] {
  const pages = arrange(known, pending).filter((page) => page.id !== except);
  return pages.flatMap(({ id }, index) => {
    const one = pending.get(id);
    const after = pages[index - 1]?.id ?? null;
    return one?.after !== undefined && one.after !== after ? [{ ...one, after }] : [];
  });
}

/** One request that says a part of what is pending. */
export type Saying =
  | {
      readonly kind: 'put';
      readonly pending: Pending;
      readonly markdown: string;
      /** Absent: where it stands. */
      readonly after?: string | null;
      readonly basedOn?: string;
    }
  | { readonly kind: 'delete'; readonly pending: Pending };

/**
 * What to say next: new pages and moves first, from the top, so that what they stand behind is known; then texts; then
 * deletions. Null when there is nothing but what `waits`: a conflict, a problem, a text that is still being typed.
 */
export function nextToSay(
  known: readonly HostPage[],
  pending: ReadonlyMap<string, Pending>,
  waits: (one: Pending) => boolean,
): Saying | null {
  const local = arrange(known, pending);
  const knownIds = new Set(known.map((page) => page.id));
  const ready = local.flatMap(({ id }) => {
    const one = pending.get(id);
    return one && !waits(one) ? [one] : [];
  });
  const place = ready.find((one) => one.after !== undefined);
  const one = place ?? ready[0];
  if (one) {
    const page = known.find((candidate) => candidate.id === one.pageId);
    const markdown = spoken(one.text ?? page?.markdown ?? one.base?.markdown ?? '');
    const basedOn = one.text === null ? page?.etag : one.base?.etag;
    return {
      kind: 'put',
      pending: one,
      markdown,
      ...(one.after !== undefined ? { after: neighbour(local, one.pageId, knownIds) } : {}),
      ...(basedOn !== undefined ? { basedOn } : {}),
    };
  }
  const deleted = [...pending.values()].find((candidate) => candidate.deleted && !waits(candidate));
  return deleted ? { kind: 'delete', pending: deleted } : null;
}

/** The nearest page before it that a host knows. */
function neighbour(local: readonly LocalPage[], id: string, known: ReadonlySet<string>): string | null {
  const at = local.findIndex((page) => page.id === id);
  for (let before = at - 1; before >= 0; before--) {
    const page = local[before];
    if (page && known.has(page.id)) return page.id;
  }
  return null;
}

/**
 * What is left of `now` after a host acknowledged `said`; null: nothing. What was typed, moved or deleted meanwhile is
 * still to be said.
 */
export function afterAnswer(now: Pending, said: Saying, answer: HostPage | null): Pending | null {
  if (said.kind === 'delete') return now.deleted ? null : now;
  if (!answer) return now;
  const text = now.text === null || now.text === said.markdown ? null : now.text;
  const movedOn = now.after !== undefined && now.turn !== said.pending.turn;
  if (text === null && !movedOn && !now.deleted) return null;
  const { pageId, turn } = now;
  return {
    pageId,
    text,
    base: { markdown: said.markdown, etag: answer.etag },
    turn,
    ...(movedOn && now.after !== undefined ? { after: now.after } : {}),
    ...(now.deleted ? { deleted: true } : {}),
  };
}
