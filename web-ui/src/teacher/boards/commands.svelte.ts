import { CommandIds } from '../../net/ids';
import type { Change, Revision } from '../../net/protocol';
import { isNewer } from '../../stage/revision';
import { toSayAgain, withAcknowledged, type Acknowledged } from './acknowledged';
import { addressees, isStranger, nextLook, refusalMeans, UNSAID, type Delivery } from './delivery';
import { withCommand, withoutCommand, type Command } from './pending';
import type { Source } from './source';

/** A host that was busy is asked again after 0.5 to 1 s. */
const BUSY_MILLIS = 500;
/** A host that has only just heard of a pairing is asked again after this. */
const SOON_MILLIS = 250;

/** The changes under way: each is said until a host has it, and again should it be lost with that host. */
export class Commands {
  pending = $state.raw<readonly Command[]>([]);
  private readonly ids = new CommandIds();
  private readonly deliveries = new Map<string, Delivery>();
  /** What the boards were told last and a host has acknowledged, to be said again should that be lost with the host. */
  private acknowledged: readonly Acknowledged[] = [];

  /** @param random a number in 0..1 */
  constructor(private readonly random: () => number) {}

  add(boardId: string, change: Change): void {
    const command = { commandId: this.ids.next(matterOf(change)), boardId, change };
    this.keep(withCommand(this.pending, command));
  }

  /**
   * Says what is due, to whom it is due. Returns when to look again if nothing happens before, in milliseconds since 1970.
   *
   * @param say false when it could not be said
   */
  deliver(sources: readonly Source[], now: number, say: (source: Source, command: Command) => boolean): number {
    let next = Infinity;
    for (const command of this.pending) {
      const { commandId, boardId } = command;
      let delivery = this.deliveries.get(commandId) ?? UNSAID;
      const told = addressees(boardId, delivery, sources, now).filter((source) => say(source, command));
      if (told.length > 0) {
        const said = new Map([...delivery.said, ...told.map(({ key }) => [key, Infinity] as const)]);
        delivery = { ...delivery, since: delivery.since ?? now, said };
        this.deliveries.set(commandId, delivery);
      }
      next = Math.min(next, nextLook(boardId, delivery, sources, now));
    }
    return next;
  }

  /** A host has it on disk. Returns the command; null when it is not known any more. Two hosts may say so. */
  done(commandId: string, revision: Revision): Command | null {
    const before = this.acknowledged.find((one) => one.command.commandId === commandId);
    const command = this.pending.find((one) => one.commandId === commandId) ?? before?.command;
    if (!command) return null;
    if (!before || isNewer(revision, before.revision)) {
      this.acknowledged = withAcknowledged(this.acknowledged, command, revision);
    }
    this.keep(withoutCommand(this.pending, commandId));
    return command;
  }

  /** The board of a change that is acknowledged and still counts; null for any other. */
  boardOfAcknowledged(commandId: string): string | null {
    return this.acknowledged.find((one) => one.command.commandId === commandId)?.command.boardId ?? null;
  }

  /** A host will not do it, or not now: others are asked at once, or it is let go. */
  refused(source: Source, commandId: string, code: string, sources: readonly Source[], now: number): void {
    const command = this.pending.find((one) => one.commandId === commandId);
    if (!command) return;
    const listedAt = source.since.get(command.boardId) ?? now;
    const means = refusalMeans(code, source.home, now - listedAt);
    const delivery = this.deliveries.get(commandId) ?? UNSAID;
    const wait = means === 'later' ? BUSY_MILLIS * (1 + this.random()) : means === 'soon' ? SOON_MILLIS : Infinity;
    const said = new Map(delivery.said).set(source.key, now + wait);
    const strangers = means === 'not-here' ? new Set([...delivery.strangers, source.key]) : delivery.strangers;
    const after = { ...delivery, said, strangers, failed: true };
    this.deliveries.set(commandId, after);
    const final = means === 'final' || (means === 'not-here' && isStranger(command.boardId, after, sources));
    if (final) this.keep(withoutCommand(this.pending, commandId));
  }

  /** A host has more to hear than it can, and may not have heard what it was told just now. */
  unheard(source: Source, sources: readonly Source[], now: number): void {
    for (const { commandId } of this.pending) {
      const waits = this.deliveries.get(commandId)?.said.get(source.key) === Infinity;
      if (waits) this.refused(source, commandId, 'busy', sources, now);
    }
  }

  /**
   * What was acknowledged elsewhere and a host does not have is on its way again.
   *
   * @param seen the newest revision of the board that any host has shown us
   * @param shown the revision that this host shows
   */
  sayAgain(boardId: string, seen: Revision | null, shown: Revision | null): void {
    const lost = new Set(toSayAgain(this.acknowledged, boardId, seen, shown));
    if (lost.size === 0) return;
    this.acknowledged = this.acknowledged.filter((one) => !lost.has(one.command));
    for (const command of lost) this.deliveries.delete(command.commandId);
    this.keep([...lost, ...this.pending].reduce<readonly Command[]>(withCommand, []));
  }

  /** A board was unpaired: should it be paired again, nothing old is said to it. */
  forgetAcknowledged(boardId: string): void {
    this.acknowledged = this.acknowledged.filter((one) => one.command.boardId !== boardId);
  }

  /** Lets the changes go whose boards are not among these. */
  keepOnly(boardIds: ReadonlySet<string>): void {
    this.keep(this.pending.filter((command) => boardIds.has(command.boardId)));
  }

  forget(): void {
    this.acknowledged = [];
    this.keep([]);
  }

  private keep(pending: readonly Command[]): void {
    if (pending.length === this.pending.length && pending.every((one, index) => one === this.pending[index])) return;
    this.pending = pending;
    const ids = new Set(pending.map((command) => command.commandId));
    for (const id of [...this.deliveries.keys()]) if (!ids.has(id)) this.deliveries.delete(id);
  }
}

/** Changes of one matter take each other's place: pages one another, and each tool its own last value. */
function matterOf(change: Change): string {
  return change.kind === 'setTool' ? `tool ${change.tool}` : 'page';
}
