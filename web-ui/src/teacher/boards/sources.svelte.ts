import type { Connection } from '../../net/connection.svelte';
import type { ServerToTeacher, TeacherToServer } from '../../net/protocol';
import { LiveSocket, type LinkState } from '../../net/socket';
import { Lines } from './lines';
import { newSource, withoutBoard, type Source } from './source';

export interface SourcesEvents {
  readonly message: (source: Source, message: ServerToTeacher) => void;
  /** A connection came, went, fell silent, or its host is no good. */
  readonly changed: () => void;
  /** The home's socket is turned away: the session may be over. */
  readonly refused: () => void;
}

/** Whom a teacher's window speaks with: its home, which is the host in use, and the lines beside it. */
export class Sources {
  link = $state<LinkState>('reconnecting');
  /** Why the host in use says that it is no good, while no other is better. */
  trouble = $state<string | null>(null);
  /** Whether any host hears us now. */
  reachable = $state(false);
  private readonly socket: LiveSocket<TeacherToServer, ServerToTeacher>;
  private readonly lines: Lines;
  private home: Source = newSource('', true);
  private keys = 0;

  constructor(
    private readonly connection: Connection,
    hello: () => TeacherToServer,
    private readonly events: SourcesEvents,
  ) {
    this.socket = new LiveSocket(connection, '/ws/teacher', hello, {
      message: (message) => events.message(this.home, message),
      state: (state) => this.linkIs(state),
      trouble: (code) => this.troubleIs(code),
      refused: events.refused,
    });
    this.lines = new Lines(connection, hello, () => ++this.keys, {
      message: events.message,
      changed: () => this.changed(),
    });
  }

  start(): void {
    this.socket.start();
    this.lines.start();
  }

  stop(): void {
    this.socket.stop();
    this.lines.stop();
    this.home = { ...this.home, open: false, listed: false };
  }

  /** The home first. A line to the home itself, from before it was that, counts for nothing. */
  get all(): readonly Source[] {
    return [this.home, ...this.lines.sources.filter((line) => line.hostId !== this.listedHome)];
  }

  /** The id of the host in use, or of the one that is tried in its place. */
  get homeId(): string {
    return (this.socket.host ?? this.connection.host).id;
  }

  get homeListed(): boolean {
    return this.listedHome !== null;
  }

  /** What is known of a source now. */
  become(source: Source): void {
    if (source.home) this.home = source;
    else this.lines.update(source);
  }

  /** False when it could not be said now. */
  tell(source: Source, message: TeacherToServer): boolean {
    if (!source.home) return this.lines.tell(source, message);
    return message.type === 'change' ? this.socket.ask(message) : this.socket.send(message);
  }

  /** Says what only the home is told. */
  tellHome(message: TeacherToServer): boolean {
    return this.socket.ask(message);
  }

  /** A host of before has said in a refusal that it is no good. */
  suspectHome(code: string): void {
    this.socket.suspect(code);
  }

  wantLines(hostIds: ReadonlySet<string>): void {
    this.lines.want(hostIds, this.listedHome);
  }

  /** What lost connections said of a board counts no more. */
  dropStale(boardId: string): void {
    for (const source of this.all) if (!source.open) this.become(withoutBoard(source, boardId));
  }

  /** Nothing is kept of what was said so far. */
  forget(): void {
    this.home = { ...this.home, listed: false, boards: [] };
    this.lines.closeAll();
  }

  private get listedHome(): string | null {
    return this.home.open && this.home.listed ? this.home.hostId : null;
  }

  private linkIs(state: LinkState): void {
    this.link = state;
    const open = state === 'online';
    if (open !== this.home.open) {
      const anew = open ? { hostId: this.homeId, key: ++this.keys } : {};
      this.home = { ...this.home, open, listed: false, ...anew };
    }
    this.changed();
  }

  private troubleIs(code: string | null): void {
    this.trouble = code;
    this.home = { ...this.home, trouble: code };
    this.changed();
  }

  private changed(): void {
    this.reachable = this.all.some((source) => source.open);
    this.events.changed();
  }
}
