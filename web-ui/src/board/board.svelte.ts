import { forget, recall, remember } from '../look/memory';
import { ApiError, type ApiClient } from '../net/api';
import type { Connection } from '../net/connection.svelte';
import { boardLesson, type BoardIdentity, type Lesson } from '../net/lessons';
import { PROTOCOL, type BoardToServer, type Pointer, type ServerToBoard, type Stage } from '../net/protocol';
import { reconnectDelayMillis } from '../net/reconnect';
import { LiveSocket, type LinkState } from '../net/socket';
import { Plans } from '../stage/plans.svelte';
import { afterMessage, UNPAIRED, type Screen } from './screen';

const SCREEN_KEY = 'steadyboard.board.screen';
const LESSON_KEY = 'steadyboard.board.lesson';
/** Codes live 10 minutes and the server sends the next by itself; this asks when that message got lost. */
const CODE_LIFE_MILLIS = 10.5 * 60_000;
/** A host that we have just come to has this long to hear of the pairing from the host that we left. */
const PAIRING_ARRIVES_MILLIS = 3000;
/** A pointer that is not heard of any more goes away. */
const POINTER_MILLIS = 4000;

interface Shown {
  readonly pageId: string;
  readonly step: number;
  readonly revision: string;
}

/** One digiboard: what the server says goes in, what the screen shows comes out. */
export class Board {
  link = $state<LinkState>('reconnecting');
  /** Why the host says that it is no good, while no other is better. */
  trouble = $state<string | null>(null);
  screen = $state.raw<Screen>(UNPAIRED);
  code = $state<string | null>(null);
  /** Whether the code is on screen to pair one more teacher. */
  pairingMore = $state(false);
  pointer = $state.raw<Pointer | null>(null);
  lesson = $state.raw<Lesson | null>(null);
  plans = $state.raw<Plans | null>(null);
  /** The page on screen: it stays while the next lesson is still on its way. */
  shown = $state.raw<Shown | null>(null);
  opening = $state(false);

  private readonly socket: LiveSocket<BoardToServer, ServerToBoard>;
  /** The revision of the stage that is really on screen, and the one that this connection's host was told of. */
  private drawn: string | null = null;
  private told: string | null = null;
  private codeTimer: ReturnType<typeof setTimeout> | undefined;
  private pointerTimer: ReturnType<typeof setTimeout> | undefined;
  private fetching: AbortController | null = null;
  /** The host that knew of the pairing last. */
  private pairedAt: string | null = null;
  private strangerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly connection: Connection,
    private readonly api: ApiClient,
    private readonly identity: BoardIdentity,
  ) {
    this.socket = new LiveSocket(connection, '/ws/board', () => this.hello(), {
      message: (message) => this.receive(message),
      state: (state) => this.linkIs(state),
      trouble: (code) => (this.trouble = code),
    });
  }

  start(): void {
    this.screen = recall<Screen>(SCREEN_KEY) ?? UNPAIRED;
    const kept = recall<Lesson>(LESSON_KEY);
    if (kept && this.screen.stage?.lessonId === kept.id) this.use(kept);
    this.show();
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
    this.fetching?.abort();
    clearTimeout(this.codeTimer);
    clearTimeout(this.pointerTimer);
    clearTimeout(this.strangerTimer);
  }

  /** Somebody is at this board: it goes on here when it is open in another window too. */
  touched(): void {
    this.socket.resume();
  }

  get blank(): boolean {
    return this.screen.stage?.tools?.blank === true;
  }

  /**
   * The revision of the stage whose page is laid out and in sight; null while there is none: a code is on screen, or the
   * page is still measured. An empty stage is in sight when nothing is shown.
   */
  get inSight(): string | null {
    const { paired, stage, revision } = this.screen;
    if (!paired || this.pairingMore || !stage) return null;
    if (this.shown) return this.plans?.of(this.shown.pageId)?.plan ? this.shown.revision : null;
    return stage.lessonId && stage.pageId ? null : revision;
  }

  /** The screen shows the stage of this revision now: the teacher is told, once on each connection. */
  drew(revision: string | null): void {
    this.drawn = revision;
    if (revision === null || revision === this.told) return;
    if (this.socket.send({ type: 'shown', revision })) this.told = revision;
  }

  /** Shows a code beside the running lesson, so that one more teacher can connect. */
  pairMore(): void {
    this.pairingMore = true;
    this.code = null;
    this.socket.send({ type: 'code' });
  }

  stopPairingMore(): void {
    this.pairingMore = false;
  }

  unpair(): void {
    this.socket.send({ type: 'unpair' });
  }

  private hello(): BoardToServer {
    const { id, secret } = this.identity;
    const revision = this.screen.revision;
    return { type: 'hello', protocol: PROTOCOL, boardId: id, secret, ...(revision ? { revision } : {}) };
  }

  private linkIs(state: LinkState): void {
    this.link = state;
    if (state !== 'online') return;
    this.told = null;
    this.drew(this.drawn);
    if (this.pairingMore) this.socket.send({ type: 'code' });
    // The lesson may have been changed while we were away.
    if (this.lesson && this.lesson.id === this.screen.stage?.lessonId) void this.fetchLesson(this.lesson.id);
    else this.show();
  }

  private receive(message: ServerToBoard): void {
    if (message.type === 'pointer') return this.point(message);
    clearTimeout(this.strangerTimer);
    const host = this.socket.host?.id ?? null;
    if (message.type === 'code' && this.screen.paired && !this.pairingMore && this.pairedAt && this.pairedAt !== host) {
      this.strangerTimer = setTimeout(() => this.take(message), PAIRING_ARRIVES_MILLIS);
      return;
    }
    if (message.type === 'paired' || message.type === 'stage') this.pairedAt = host;
    if (message.type === 'unpaired') this.pairedAt = null;
    this.take(message);
  }

  private take(message: ServerToBoard): void {
    const before = this.screen;
    this.screen = afterMessage(before, message, this.pairingMore);
    if (message.type === 'code') this.showCode(message.code);
    if (message.type === 'paired') {
      this.pairingMore = false;
      this.code = null;
      clearTimeout(this.codeTimer);
    }
    if (message.type === 'unpaired') this.pairingMore = false;
    if (this.screen === before) return;
    remember(SCREEN_KEY, this.screen);
    if (!this.screen.paired) this.forgetLesson();
    this.show();
  }

  private showCode(code: string): void {
    this.code = code;
    clearTimeout(this.codeTimer);
    this.codeTimer = setTimeout(() => this.socket.send({ type: 'code' }), CODE_LIFE_MILLIS);
  }

  private point(pointer: Pointer): void {
    clearTimeout(this.pointerTimer);
    this.pointer = pointer.visible ? pointer : null;
    this.pointerTimer = setTimeout(() => (this.pointer = null), POINTER_MILLIS);
  }

  /** Brings the stage on screen, or fetches the lesson that is needed for it first. */
  private show(): void {
    const { stage, revision } = this.screen;
    if (!stage?.lessonId || !stage.pageId || !revision) {
      this.shown = null;
      return;
    }
    if (this.lesson?.id === stage.lessonId && this.plans?.of(stage.pageId)) {
      this.shown = { pageId: stage.pageId, step: stage.step, revision };
      this.plans.inSight(this.lesson.pages.findIndex((page) => page.id === stage.pageId));
      return;
    }
    void this.fetchLesson(stage.lessonId);
  }

  private async fetchLesson(lessonId: string): Promise<void> {
    this.fetching?.abort();
    const fetching = new AbortController();
    this.fetching = fetching;
    this.opening = lessonId !== this.lesson?.id;
    for (let attempt = 0; !fetching.signal.aborted; attempt++) {
      try {
        const lesson = await boardLesson(this.api, lessonId, this.identity);
        if (fetching.signal.aborted) return;
        this.opening = false;
        this.arrived(lesson);
        return;
      } catch (error) {
        const gone = error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429;
        await pause(reconnectDelayMillis(attempt + (gone ? 4 : 1), Math.random(), gone), fetching.signal);
      }
    }
  }

  private arrived(lesson: Lesson): void {
    if (JSON.stringify(lesson) !== JSON.stringify(this.lesson)) {
      this.use(lesson);
      remember(LESSON_KEY, lesson);
    }
    const stage: Stage | null = this.screen.stage;
    // A page that the lesson does not have (any more): what is on screen stays.
    if (stage?.lessonId === lesson.id && stage.pageId && this.plans?.of(stage.pageId)) this.show();
  }

  private use(lesson: Lesson): void {
    this.lesson = lesson;
    this.plans = new Plans(lesson.pages, this.connection.origin, () => this.connection.missing());
    const at = lesson.pages.findIndex((page) => page.id === this.screen.stage?.pageId);
    void this.plans.measureAll(Math.max(0, at));
  }

  private forgetLesson(): void {
    this.fetching?.abort();
    this.opening = false;
    this.lesson = null;
    this.plans = null;
    this.code = null;
    forget(LESSON_KEY);
  }
}

function pause(millis: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
