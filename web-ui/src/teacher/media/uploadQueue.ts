import { ApiError } from '../../net/apiError';
import type { MediaItem } from './item';
import { AT_ONCE, MAX_ALT_CHARACTERS } from './limits';
import { newUpload } from './newUpload';
import type { Prepared } from './prepare';
import type { Refusal } from './plan';
import { Rate } from './rate';
import type { Send } from './send';
import { UploadList } from './uploadList';
import { afterFailure, againMillis, uploadOf, type Trouble, type Upload } from './uploadState';
import type { KeptChange, KeptUpload, UploadStore } from './uploadStore';

/** What is around a queue; tests bring their own. */
export interface QueueSurroundings {
  readonly store: UploadStore;
  /** Whether what the store keeps outlives the page. */
  readonly lasting: boolean;
  readonly send: Send;
  readonly prepare: (file: Prepared, asItIs: boolean) => Promise<Prepared | Refusal>;
  /** Makes an upload this page's own among all tabs; null: another tab has it. The result gives it back. */
  readonly claim: (id: string) => Promise<(() => void) | null>;
  readonly newId: () => string;
  readonly now: () => number;
  readonly random: () => number;
  readonly online: () => boolean;
}

/** What the queue knows of an upload beside what it shows. */
interface Running {
  readonly asItIs: boolean;
  readonly release: () => void;
  readonly rate: Rate;
  prepared: boolean;
  begun: boolean;
  attempt: number;
  stop: AbortController | null;
  /** It waits before it is said again, for `timer` or for something else to happen. */
  waits: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  readonly settled: ((upload: Upload | null) => void)[];
}

/**
 * The uploads of one account in this tab: made ready one after another, {@link AT_ONCE} sent at once in the order of their
 * adding, and said again until a host has them. They outlive the page when the store does.
 */
export class UploadQueue {
  private readonly list: UploadList;
  private readonly running = new Map<string, Running>();
  private preparing: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly ownerId: string,
    private readonly around: QueueSurroundings,
    changed: (uploads: readonly Upload[]) => void,
  ) {
    this.list = new UploadList(changed);
  }

  /** Takes up what the store has and no other tab is at. */
  async start(): Promise<void> {
    for (const kept of await this.around.store.list(this.ownerId)) await this.take(kept);
  }

  /** Ends all that is under way here; what the store has stays there. */
  stop(): void {
    this.stopped = true;
    for (const one of this.running.values()) {
      clearTimeout(one.timer);
      one.stop?.abort();
      one.release();
    }
    this.running.clear();
    this.list.clear();
  }

  /**
   * @param given ids for the files, in their order; without them new ones are made
   * @returns the id of each file that was taken; one that was not stands in the list with the reason
   */
  async add(files: readonly File[], asItIs: boolean, given: readonly string[] = []): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const [index, file] of files.entries()) {
      const kept = newUpload(file, {
        id: given[index] ?? this.around.newId(),
        ownerId: this.ownerId,
        addedAt: this.around.now(),
        asItIs,
      });
      // Before it is in the store, so that no other tab takes it up meanwhile.
      const release = (await this.around.claim(kept.id)) ?? (() => undefined);
      const trouble = await this.keep(kept, file);
      if (this.stopped) return ids;
      if (trouble) {
        release();
        this.list.add({ ...uploadOf(kept, false), state: 'failed', problem: trouble });
      } else {
        ids.push(kept.id);
        this.enter(kept, release);
      }
    }
    return ids;
  }

  /** Settles with the upload when it is sent; with null when it was removed, or is not here. */
  whenSent(id: string): Promise<Upload | null> {
    const upload = this.list.find(id);
    if (upload?.state === 'sent') return Promise.resolve(upload);
    const running = this.running.get(id);
    if (!running) return Promise.resolve(null);
    return new Promise((resolve) => running.settled.push(resolve));
  }

  pause(id: string): void {
    const [upload, running] = [this.list.find(id), this.running.get(id)];
    if (!running || !upload || (upload.state !== 'sending' && upload.state !== 'waiting')) return;
    running.stop?.abort();
    clearTimeout(running.timer);
    running.waits = false;
    this.list.put(id, { state: 'paused', problem: null, bytesPerSecond: null, secondsLeft: null });
    void this.note(id, { paused: true });
    this.next();
  }

  /** Goes on after a pause, and at once with what waits. */
  resume(id: string): void {
    const [upload, running] = [this.list.find(id), this.running.get(id)];
    if (!running || !upload || (upload.state !== 'paused' && upload.state !== 'waiting')) return;
    clearTimeout(running.timer);
    running.waits = false;
    running.attempt = 0;
    this.list.put(id, { state: 'waiting', problem: null });
    void this.note(id, { paused: false });
    this.next();
  }

  /** The network is back: nobody waits any longer. */
  goOn(): void {
    for (const { id, state } of this.list.all) if (state === 'waiting') this.resume(id);
  }

  /** Takes it out of the list; one that was not sent is forgotten. */
  remove(id: string): void {
    const running = this.running.get(id);
    running?.stop?.abort();
    clearTimeout(running?.timer);
    running?.release();
    this.running.delete(id);
    this.list.remove(id);
    void this.around.store.remove(id).catch(() => undefined);
    for (const tell of running?.settled ?? []) tell(null);
    this.next();
  }

  /** What is on the picture, in the teacher's words. */
  describe(id: string, alt: string): void {
    const cut = alt.slice(0, MAX_ALT_CHARACTERS);
    this.list.put(id, { alt: cut });
    void this.note(id, { alt: cut });
  }

  /** What a host says of a file that was sent. */
  heard(item: MediaItem): void {
    if (this.list.find(item.id)?.state === 'sent') this.list.put(item.id, { item });
  }

  private async take(kept: KeptUpload): Promise<void> {
    if (this.running.has(kept.id)) return;
    const release = await this.around.claim(kept.id);
    if (!release) return;
    if (this.stopped || this.running.has(kept.id)) return release();
    this.enter(kept, release);
  }

  private enter(kept: KeptUpload, release: () => void): void {
    const { asItIs, prepared, begun } = kept;
    const rate = new Rate(this.around.now);
    const still = { attempt: 0, stop: null, waits: false, timer: undefined, settled: [] };
    this.running.set(kept.id, { asItIs, release, rate, prepared, begun, ...still });
    this.list.add(uploadOf(kept, this.around.lasting));
    if (prepared) this.next();
    else this.preparing = this.preparing.then(() => this.makeReady(kept)).catch(() => undefined);
  }

  private async keep(kept: KeptUpload, file: File): Promise<Trouble | null> {
    try {
      return (await this.around.store.add(kept, file)) ? null : { code: 'queue-full', retryAfterSeconds: null };
    } catch {
      // The device's disk is full, or the file went away meanwhile.
      return { code: 'cannot-keep', retryAfterSeconds: null };
    }
  }

  private async makeReady(kept: KeptUpload): Promise<void> {
    const { id } = kept;
    if (!this.running.has(id)) return;
    let made: Prepared | Refusal | null;
    try {
      const blob = await this.around.store.file(id);
      made = blob && (await this.around.prepare({ blob, fileName: kept.fileName, type: kept.type }, kept.asItIs));
    } catch {
      made = null;
    }
    const running = this.running.get(id);
    if (!running) return;
    if (made === null) return this.fail(id, { code: 'file-gone', retryAfterSeconds: null });
    if (typeof made === 'string') return this.fail(id, { code: made, retryAfterSeconds: null });
    const { blob, fileName, type } = made;
    const change = { fileName, type, size: blob.size };
    await this.note(id, { ...change, prepared: true }, blob);
    running.prepared = true;
    this.list.put(id, { ...change, ...(this.list.find(id)?.state === 'preparing' ? { state: 'waiting' } : {}) });
    this.next();
  }

  /** Sends what may be sent now. */
  private next(): void {
    if (this.stopped) return;
    for (const { id, state } of this.list.all) {
      const sending = this.list.all.filter((one) => one.state === 'sending').length;
      if (sending >= AT_ONCE) return;
      const running = this.running.get(id);
      if (state === 'waiting' && running?.prepared && !running.waits) void this.send(id, running);
    }
  }

  private async send(id: string, running: Running): Promise<void> {
    const stop = new AbortController();
    running.stop = stop;
    running.rate.reset();
    this.list.put(id, { state: 'sending', problem: null });
    try {
      const blob = await this.around.store.file(id);
      const upload = this.list.find(id);
      if (stop.signal.aborted || !upload) return;
      if (!blob) return this.fail(id, { code: 'file-gone', retryAfterSeconds: null });
      const { begun } = running;
      // From now on a host may have a part of it, whatever we hear of it.
      if (!begun) await this.note(id, { begun: true });
      running.begun = true;
      const { fileName, type } = upload;
      const moved = (bytes: number) => this.moved(id, running, bytes);
      const item = await this.around.send({ id, fileName, type, blob, begun }, moved, stop.signal);
      if (stop.signal.aborted && !this.running.has(id)) return;
      this.arrived(id, running, item);
    } catch (error) {
      if (!stop.signal.aborted) this.failed(id, running, error);
    } finally {
      if (running.stop === stop) running.stop = null;
      this.next();
    }
  }

  private moved(id: string, running: Running, bytes: number): void {
    const upload = this.list.find(id);
    if (upload?.state !== 'sending') return;
    running.rate.moved(bytes);
    const { bytesPerSecond } = running.rate;
    this.list.put(id, { sent: bytes, bytesPerSecond, secondsLeft: running.rate.secondsLeft(upload.size - bytes) });
  }

  private arrived(id: string, running: Running, item: MediaItem): void {
    this.list.put(id, { state: 'sent', item, sent: item.size, problem: null, bytesPerSecond: null, secondsLeft: null });
    this.end(id, running);
    const upload = this.list.find(id) ?? null;
    for (const tell of running.settled) tell(upload);
  }

  private failed(id: string, running: Running, error: unknown): void {
    const problem = error instanceof ApiError ? error : new ApiError('unreachable', 0);
    const { code, retryAfterSeconds } = problem;
    const means = afterFailure(problem);
    if (means === 'over') return this.fail(id, { code, retryAfterSeconds: null });
    const still = { bytesPerSecond: null, secondsLeft: null };
    this.list.put(id, { state: 'waiting', problem: { code, retryAfterSeconds: null }, ...still });
    running.attempt++;
    running.waits = true;
    // Without a network, and without an account, there is nothing to try: `goOn` and the next `start` are waited for.
    if (means === 'signed-out' || !this.around.online()) return;
    const wait = againMillis(running.attempt, retryAfterSeconds, this.around.random());
    running.timer = setTimeout(() => {
      running.waits = false;
      this.next();
    }, wait);
  }

  private fail(id: string, problem: Trouble): void {
    const running = this.running.get(id);
    this.list.put(id, { state: 'failed', problem, bytesPerSecond: null, secondsLeft: null });
    if (running) this.end(id, running);
    for (const tell of running?.settled ?? []) tell(null);
  }

  private end(id: string, running: Running): void {
    this.running.delete(id);
    void this.around.store
      .remove(id)
      .catch(() => undefined)
      .then(() => running.release());
  }

  private note(id: string, change: KeptChange, file?: Blob): Promise<void> {
    // What the device cannot keep is said again from the start after a reload; nothing is lost by it.
    return this.around.store.change(id, change, file).catch(() => undefined);
  }
}
