import { forget, recall, remember } from '../../look/memory';
import type { Connection } from '../../net/connection.svelte';
import { newId } from '../../net/ids';
import {
  PROTOCOL,
  type BoardSummary,
  type Change,
  type Pointer,
  type Revision,
  type ServerToTeacher,
  type Stage,
} from '../../net/protocol';
import type { LinkState } from '../../net/socket';
import { isNewer } from '../../stage/revision';
import { Commands } from './commands.svelte';
import { firstChoice } from './delivery';
import { mergeBoards } from './merge';
import { Pairing } from './pairing';
import { applyChange, EMPTY_STAGE, stageAhead, type Command } from './pending';
import { boardAt, heard, isUsable, seesFirstHand, withStage, type Source } from './source';
import { Sources } from './sources.svelte';
import { Truths, type Told } from './truths.svelte';
import { searchAt, wantedHosts, type Search, type Situation } from './wanted';

const STEERED_KEY = 'steadyboard.steered';
/** A host that we have just come to may name a board a moment later: its row is still on the way from another host. */
const BOARDS_ARRIVE_MILLIS = 5000;

/**
 * The teacher's boards: what the hosts know, what was chosen here, and the changes still on their way. This window has
 * its home, the host in use, and a line to each other host that a steered board is connected to: it meets the board
 * there, and needs no link between the hosts.
 */
export class Boards {
  /** Null until a host has said which boards there are. */
  list = $state.raw<readonly BoardSummary[] | null>(null);
  /** Null until the teacher has ever chosen; empty when none is to follow. */
  steered = $state.raw<readonly string[] | null>(recall<string[]>(STEERED_KEY));

  private readonly sources: Sources;
  private readonly commands: Commands;
  private readonly pairing: Pairing;
  private readonly truths = new Truths();
  private running = false;
  private search: Search | null = null;
  /** The newest revision of each board that any host has shown us. */
  private readonly seen = new Map<string, Revision>();
  private readonly pairedAt = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Runs while boards that are not in the home's list may still come. */
  private boardsTimer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param refused called when the socket is turned away: the session may be over
   * @param chosen called when the teacher chose other boards
   */
  constructor(
    private readonly connection: Connection,
    refused: () => void,
    private readonly chosen: (boardIds: readonly string[]) => void,
  ) {
    const clientId = newId();
    const hello = () => ({ type: 'hello', protocol: PROTOCOL, clientId }) as const;
    this.sources = new Sources(connection, hello, {
      message: (source, message) => this.receive(source, message),
      changed: () => this.changed(),
      refused,
    });
    this.commands = new Commands(() => connection.random());
    this.pairing = new Pairing(connection, clientId, (request) => this.sources.tellHome(request));
  }

  start(): void {
    this.running = true;
    this.sources.start();
  }

  stop(): void {
    this.running = false;
    this.sources.stop();
    clearTimeout(this.timer);
    clearTimeout(this.boardsTimer);
    this.search = null;
  }

  get link(): LinkState {
    return this.sources.link;
  }

  /** Whether any host hears us now. */
  get reachable(): boolean {
    return this.sources.reachable;
  }

  /** Why the host in use says that it is no good, while no other is better. */
  get trouble(): string | null {
    return this.sources.trouble;
  }

  /** The changes that no host has acknowledged yet. */
  get pending(): readonly Command[] {
    return this.commands.pending;
  }

  /** The boards that are steered now. Before any was chosen, a board that is the only one. */
  get targets(): readonly BoardSummary[] {
    const list = this.list ?? [];
    if (this.steered === null) return list.length === 1 ? list : [];
    return this.steered.flatMap((id) => find(list, id) ?? []);
  }

  /** The board whose page the teacher follows. */
  get main(): BoardSummary | null {
    return this.targets[0] ?? null;
  }

  /** What a board shows, or will show when the changes under way arrive. */
  stageOf(board: BoardSummary): Stage {
    return stageAhead(board.stage ?? EMPTY_STAGE, board.id, this.pending);
  }

  /** What every sign about a board is made of. */
  toldOf(board: BoardSummary): Told {
    return this.truths.of(board.id);
  }

  steer(boardIds: readonly string[]): void {
    this.steered = boardIds;
    remember(STEERED_KEY, boardIds);
    this.chosen(boardIds);
    this.act();
  }

  /** Leaves nothing of this teacher's choice for the next one on this device. */
  forgetChoice(): void {
    this.steered = null;
    this.seen.clear();
    this.pairedAt.clear();
    this.commands.forget();
    this.truths.forget();
    this.sources.forget();
    this.list = null;
    forget(STEERED_KEY);
  }

  change(boardId: string, change: Change): void {
    this.commands.add(boardId, change);
    if (this.search && !this.search.on && this.search.rounds > 0) this.search = { ...this.search, until: 0 };
    this.act();
  }

  point(pointer: Pointer): void {
    for (const board of this.targets) {
      for (const source of firstChoice(board.id, this.sources.all)) {
        this.sources.tell(source, { type: 'pointer', boardId: board.id, ...pointer });
      }
    }
  }

  /** Resolves with the board's id, which is steered from then on. @throws ApiError as `Pairing` does */
  async pair(code: string, name: string): Promise<string> {
    const { boardId, at } = await this.pairing.pair(code, name, this.sources.homeId);
    if (at !== null) {
      this.pairedAt.set(boardId, at);
      this.steer([boardId]);
    }
    return boardId;
  }

  /** Said to every host that we speak with: between them it may take its time. */
  unpair(boardId: string): void {
    for (const source of this.sources.all) if (source.open) this.sources.tell(source, { type: 'unpair', boardId });
    this.sources.dropStale(boardId);
    this.changed();
  }

  private receive(source: Source, message: ServerToTeacher): void {
    switch (message.type) {
      case 'boards':
      case 'stage':
      case 'boardStatus':
      case 'shown':
        this.learn(source, message);
        break;
      case 'paired':
        // Who connects a board stands in front of it; a board elsewhere keeps its page until it is chosen again.
        this.steer([message.boardId]);
        this.pairing.paired(message.requestId, message.boardId);
        break;
      case 'refused':
        if (message.requestId) this.pairing.refused(message.requestId, message.code);
        if (message.commandId) this.refused(source, message.commandId, message.code);
        break;
      case 'done':
        this.done(source, message.commandId, message.revision);
        break;
      case 'problem':
        if (message.code !== 'busy') return;
        this.commands.unheard(source, this.sources.all, this.connection.now());
        break;
      default:
        return;
    }
    this.changed();
  }

  private learn(before: Source, message: ServerToTeacher): void {
    const source = heard(before, message, this.connection.now());
    this.sources.become(source);
    if (message.type === 'boards') {
      if (before.listed) this.forgetUnpaired(before, source);
      else if (source.home) this.expectBoards();
      if (source.home) this.pairing.sayWaiting();
    }
    for (const { id, revision } of source.boards) {
      const isNews = !before.listed || !boardAt(before, id);
      const cameHere = seesFirstHand(source, id) && !seesFirstHand(before, id);
      if ((isNews && source.home) || cameHere) this.recover(source, id, revision);
      if (revision !== null && isNewer(revision, this.seen.get(id))) this.seen.set(id, revision);
    }
    if (message.type === 'boards' && source.home && this.boardsTimer === undefined) this.dropCommandsOfOthers();
  }

  /**
   * A host has come to see a board, or the home to know it: what was acknowledged elsewhere and this host does not have is
   * on its way again. The home is told nothing while the board is seen elsewhere: there it has it, or is told.
   */
  private recover(source: Source, boardId: string, shown: Revision | null): void {
    const elsewhere = this.sources.all.some((other) => isUsable(other) && seesFirstHand(other, boardId));
    if (seesFirstHand(source, boardId) || !elsewhere) {
      this.commands.sayAgain(boardId, this.seen.get(boardId) ?? null, shown);
    }
  }

  /** What a connection has named and names no more was unpaired. */
  private forgetUnpaired(before: Source, after: Source): void {
    for (const { id } of before.boards) {
      if (boardAt(after, id)) continue;
      this.commands.forgetAcknowledged(id);
      this.seen.delete(id);
      this.sources.dropStale(id);
    }
  }

  private done(source: Source, commandId: string, revision: Revision): void {
    const command = this.commands.done(commandId, revision);
    if (!command) return;
    const board = find(this.list, command.boardId);
    const stage = applyChange(board?.stage ?? EMPTY_STAGE, command.change);
    if (isNewer(revision, board?.revision)) this.sources.become(withStage(source, command.boardId, revision, stage));
  }

  private refused(source: Source, commandId: string, code: string): void {
    this.commands.refused(source, commandId, code, this.sources.all, this.connection.now());
    // Done by another host, but not where the board is: between the two it may take its time.
    const boardId = this.commands.boardOfAcknowledged(commandId);
    if (boardId && seesFirstHand(source, boardId)) {
      this.recover(source, boardId, boardAt(source, boardId)?.revision ?? null);
    }
    // Hosts of before say it in no other way.
    if (source.home && code === 'database-away') this.sources.suspectHome(code);
  }

  private expectBoards(): void {
    clearTimeout(this.boardsTimer);
    this.boardsTimer = setTimeout(() => {
      this.boardsTimer = undefined;
      // Away again: the next connection's list decides.
      if (this.sources.homeListed) this.dropCommandsOfOthers();
      this.act();
    }, BOARDS_ARRIVE_MILLIS);
  }

  private dropCommandsOfOthers(): void {
    this.commands.keepOnly(new Set(mergeBoards(this.sources.all).map((board) => board.id)));
  }

  /** What is known has changed. */
  private changed(): void {
    if (!this.running) return;
    const known = this.list !== null || this.sources.all.some((source) => source.listed);
    if (known) this.list = mergeBoards(this.sources.all);
    this.act();
  }

  /** Does what is due now, and comes back when something more is. */
  private act(): void {
    if (!this.running) return;
    const now = this.connection.now();
    const due = this.commands.deliver(this.sources.all, now, (source, { commandId, boardId, change }) =>
      this.sources.tell(source, { type: 'change', commandId, boardId, change }),
    );
    const situation = this.situation();
    this.search = searchAt(this.search, situation, now);
    this.sources.wantLines(wantedHosts(situation, this.search));
    const truer = this.truths.update(this.list ?? [], situation.waiting, now);
    clearTimeout(this.timer);
    const next = Math.min(...[due, truer, this.search?.until ?? Infinity].filter((at) => at > now));
    if (next < Infinity) this.timer = setTimeout(() => this.act(), next - now);
  }

  private situation(): Situation {
    return {
      steered: this.steered ?? this.targets.map((board) => board.id),
      sources: this.sources.all,
      homeId: this.sources.homeId,
      hosts: this.connection.hosts.map((host) => host.id),
      waiting: new Set(this.pending.map((command) => command.boardId)),
      pairedAt: this.pairedAt,
    };
  }
}

function find(boards: readonly BoardSummary[] | null, id: string): BoardSummary | undefined {
  return boards?.find((board) => board.id === id);
}
