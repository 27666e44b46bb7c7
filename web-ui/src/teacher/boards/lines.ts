import type { Connection } from '../../net/connection.svelte';
import { Line } from '../../net/line';
import type { ServerToTeacher, TeacherToServer } from '../../net/protocol';
import { newSource, type Source } from './source';

/** A line that is no longer wanted stays this long: boards come and go. */
const LINGER_MILLIS = 5000;

interface Entry {
  readonly line: Line<TeacherToServer, ServerToTeacher>;
  source: Source;
  closing: ReturnType<typeof setTimeout> | undefined;
}

export interface LinesEvents {
  readonly message: (source: Source, message: ServerToTeacher) => void;
  /** A line came, went, fell silent or is no good. */
  readonly changed: () => void;
}

/** The lines of a teacher's window to hosts other than its home. None of them ever changes which host is in use. */
export class Lines {
  private readonly entries = new Map<string, Entry>();

  /** @param nextKey gives every new connection its key */
  constructor(
    private readonly connection: Connection,
    private readonly hello: () => TeacherToServer,
    private readonly nextKey: () => number,
    private readonly events: LinesEvents,
  ) {
    this.hurry = this.hurry.bind(this);
  }

  get sources(): readonly Source[] {
    return [...this.entries.values()].map((entry) => entry.source);
  }

  start(): void {
    addEventListener('online', this.hurry);
    document.addEventListener('visibilitychange', this.hurry);
  }

  stop(): void {
    removeEventListener('online', this.hurry);
    document.removeEventListener('visibilitychange', this.hurry);
    this.closeAll();
  }

  closeAll(): void {
    for (const id of [...this.entries.keys()]) this.close(id);
  }

  /** Opens what is missing, and closes what is not wanted any more: a little later, a line to the `home` at once. */
  want(hostIds: ReadonlySet<string>, home: string | null): void {
    for (const id of hostIds) this.open(id);
    for (const [id, entry] of [...this.entries]) {
      const gone = id === home || !this.connection.find(id);
      if (gone) this.close(id);
      else if (hostIds.has(id)) {
        clearTimeout(entry.closing);
        entry.closing = undefined;
      } else entry.closing ??= setTimeout(() => this.close(id), LINGER_MILLIS);
    }
  }

  /** False when it could not be said now. */
  tell(source: Source, message: TeacherToServer): boolean {
    const line = this.entries.get(source.hostId)?.line;
    if (!line) return false;
    return message.type === 'change' ? line.ask(message) : line.send(message);
  }

  /** What is known of the line's host now; nothing happens when the line is gone. */
  update(source: Source): void {
    const entry = this.entries.get(source.hostId);
    if (entry) entry.source = source;
  }

  private open(hostId: string): void {
    const host = this.connection.find(hostId);
    if (!host || this.entries.has(hostId)) return;
    const line = new Line<TeacherToServer, ServerToTeacher>(
      host,
      '/ws/teacher',
      this.hello,
      () => this.connection.random(),
      {
        message: (message) => this.events.message(entry.source, message),
        changed: () => this.stands(entry),
      },
    );
    const entry: Entry = { line, source: newSource(hostId, false), closing: undefined };
    this.entries.set(hostId, entry);
  }

  private stands(entry: Entry): void {
    const { greeted, silent, trouble } = entry.line;
    const anew = greeted && !entry.source.open;
    const connection = anew ? { key: this.nextKey(), listed: false } : {};
    entry.source = { ...entry.source, ...connection, open: greeted, silent, trouble };
    this.events.changed();
  }

  private close(hostId: string): void {
    const entry = this.entries.get(hostId);
    if (!entry) return;
    clearTimeout(entry.closing);
    entry.line.stop();
    this.entries.delete(hostId);
    this.events.changed();
  }

  private hurry(): void {
    if (document.visibilityState === 'hidden') return;
    for (const { line } of this.entries.values()) line.hurry();
  }
}
