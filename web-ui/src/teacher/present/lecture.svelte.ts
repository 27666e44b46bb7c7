import { untrack } from 'svelte';
import type { Lesson, LessonPage } from '../../net/lessons';
import type { BoardSummary } from '../../net/protocol';
import type { SteerAction } from '../../stage/keys';
import { Plans, type PlannedPage } from '../../stage/plans.svelte';
import { isNewer, textRevision } from '../../stage/revision';
import { clampPlace, FIRST, lastPlace, nextPlace, previousPlace, samePlace, type Place } from '../../stage/steps';
import type { Boards } from '../boards/boards.svelte';

/**
 * One lesson that is open: where the teacher is in it, and whether the boards follow. A lesson goes on the board by
 * itself only when the board shows nothing; what a class is looking at is never replaced unasked.
 */
export class Lecture {
  lesson: Lesson;
  private at = $state.raw<Place>(FIRST);
  readonly plans: Plans;
  /** Boards that this lecture has already looked at, so that each is offered the page once. */
  private offered = new Set<string>();

  constructor(
    lesson: Lesson,
    private readonly boards: Boards,
    start: { readonly pageId: string | null; readonly step: number },
    mediaOrigin: string,
    missing?: () => readonly string[],
  ) {
    this.lesson = $state.raw(lesson);
    this.plans = new Plans(lesson.pages, mediaOrigin, missing);
    this.place = { page: Math.max(0, this.indexOf(start.pageId)), step: start.step };
    void this.plans.measureAll(this.place.page);
  }

  get place(): Place {
    return this.at;
  }

  private set place(place: Place) {
    this.at = place;
    this.plans.inSight(place.page);
  }

  get page(): LessonPage | undefined {
    return this.lesson.pages[this.place.page];
  }

  get planned(): PlannedPage | undefined {
    return this.page && this.plans.of(this.page.id);
  }

  /** The place that Next would show; null at the end. */
  get following(): Place | null {
    const next = nextPlace(this.place, this.plans.stepCounts());
    return samePlace(next, this.place) ? null : next;
  }

  get atStart(): boolean {
    return this.place.page === 0 && this.place.step === 0;
  }

  /** Whether the main board shows this lesson, so that every move here is a move there. */
  get live(): boolean {
    const board = this.boards.main;
    return board !== null && this.boards.stageOf(board).lessonId === this.lesson.id;
  }

  get blank(): boolean {
    const board = this.boards.main;
    return this.live && board !== null && this.boards.stageOf(board).tools.blank === true;
  }

  /**
   * The lesson was read again. The page in sight stays in sight, wherever it stands now; one that was deleted until the
   * teacher leaves it, as on the board. A host that lags behind takes nothing back.
   */
  update(lesson: Lesson): void {
    const { page: shown, place } = this;
    const known = new Map(this.lesson.pages.map((page) => [page.id, page]));
    const pages = lesson.pages.map((page) => {
      const before = known.get(page.id);
      return before && isNewer(textRevision(before.etag), textRevision(page.etag)) ? before : page;
    });
    if (shown && !pages.some((page) => page.id === shown.id)) {
      const above = this.lesson.pages.slice(0, place.page).map((page) => page.id);
      const at = pages.reduce((last, { id }, index) => (above.includes(id) ? index + 1 : last), 0);
      pages.splice(at, 0, shown);
    }
    this.lesson = { ...lesson, pages };
    const page = Math.max(0, shown ? this.indexOf(shown.id) : 0);
    if (page !== place.page) this.place = { page, step: place.step };
    void this.plans.update(pages, page);
  }

  do(action: SteerAction): void {
    const counts = this.plans.stepCounts();
    switch (action) {
      case 'next':
        return this.go(nextPlace(this.place, counts));
      case 'previous':
        return this.go(previousPlace(this.place, counts));
      case 'first':
        return this.go(FIRST);
      case 'last':
        return this.go(lastPlace(counts));
      case 'blank':
        return this.setBlank(!this.blank);
    }
  }

  go(place: Place): void {
    const wanted = clampPlace(place, this.plans.stepCounts());
    if (samePlace(wanted, this.place)) return;
    const live = this.live;
    this.place = wanted;
    if (live) this.showOn(this.boards.targets);
  }

  /** Puts the current page on all steered boards. */
  show(): void {
    this.showOn(this.boards.targets);
  }

  /** Takes the lesson off the steered boards. */
  clear(): void {
    for (const board of this.boards.targets) this.boards.change(board.id, { kind: 'clear' });
  }

  setBlank(blank: boolean): void {
    if (!this.live) return;
    for (const board of this.boards.targets) {
      this.boards.change(board.id, { kind: 'setTool', tool: 'blank', value: blank ? true : null });
    }
  }

  /** Follows what the boards say: another device may steer too, and a board may have just been connected or chosen. */
  follow(): void {
    const main = this.boards.main;
    if (!main) return;
    untrack(() => this.offer(main));
    const stage = this.boards.stageOf(main);
    if (stage.lessonId !== this.lesson.id) return;
    const page = this.indexOf(stage.pageId);
    if (page < 0) return;
    untrack(() => {
      if (!samePlace(this.place, { page, step: stage.step })) this.place = { page, step: stage.step };
    });
  }

  private offer(main: BoardSummary): void {
    for (const board of this.boards.targets) {
      if (this.offered.has(board.id)) continue;
      this.offered.add(board.id);
      const empty = this.boards.stageOf(board).lessonId === null;
      if (empty || (board.id !== main.id && this.live)) this.showOn([board]);
    }
  }

  private showOn(boards: readonly BoardSummary[]): void {
    const page = this.page;
    if (!page) return;
    const change = { kind: 'showPage', lessonId: this.lesson.id, pageId: page.id, step: this.place.step } as const;
    for (const board of boards) this.boards.change(board.id, change);
  }

  private indexOf(pageId: string | null): number {
    return this.lesson.pages.findIndex((page) => page.id === pageId);
  }
}
