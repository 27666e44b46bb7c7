import { forget, remember } from '../../look/memory';
import { CommandIds, newId } from '../../net/ids';
import type { App } from '../app';
import { claimUpload } from './claim';
import { CopyWatch } from './copies';
import { mediaItem, type MediaItem } from './item';
import { imageMarkdown, placeholderFor } from './markdown';
import { prepare } from './prepare';
import { Reducer } from './reducer';
import { pendingKey } from './pending';
import { sendTo } from './send';
import { UploadQueue } from './uploadQueue';
import type { Upload } from './uploadState';
import { KeptUploads, PassingUploads, type UploadStore } from './uploadStore';

/** The uploads of who is signed in, as this tab shows them. */
export class Uploads {
  list = $state.raw<readonly Upload[]>([]);
  /** Called after every change of `list`. */
  readonly onChange = new Set<() => void>();
  /** Told of every item that has arrived, and of every host that has got it. */
  readonly onItem = new Set<(item: MediaItem) => void>();
  /** Told of another description: the Markdown of a picture, or of the place that is held for it, before and after. */
  readonly onDescribed = new Set<(before: string, after: string) => void>();
  private readonly reducer = new Reducer();
  private readonly queue: UploadQueue;
  private readonly watch: CopyWatch;
  private readonly online = () => this.queue.goOn();
  private stopped = false;

  private constructor(
    { api, connection }: Pick<App, 'api' | 'connection'>,
    private readonly ownerId: string,
    private readonly store: UploadStore,
    lasting: boolean,
  ) {
    const ids = new CommandIds(() => connection.now());
    this.queue = new UploadQueue(
      ownerId,
      {
        store,
        lasting,
        send: sendTo(connection, api),
        prepare: (file, asItIs) => prepare(file, asItIs, this.reducer.reduce),
        claim: claimUpload,
        newId: () => ids.next(newId()),
        now: () => connection.now(),
        random: () => connection.random(),
        online: () => navigator.onLine !== false,
      },
      (list) => this.become(list),
    );
    this.watch = new CopyWatch(
      (id) => mediaItem(api, id),
      (item) => {
        this.queue.heard(item);
        for (const tell of this.onItem) tell(item);
      },
    );
  }

  static async open(app: Pick<App, 'api' | 'connection'>, ownerId: string): Promise<Uploads> {
    const kept = await KeptUploads.open().catch(() => null);
    const uploads = new Uploads(app, ownerId, kept ?? new PassingUploads(), kept !== null);
    addEventListener('online', uploads.online);
    await uploads.queue.start();
    return uploads;
  }

  stop(): void {
    this.stopped = true;
    removeEventListener('online', this.online);
    this.watch.stop();
    this.queue.stop();
    this.reducer.stop();
  }

  add(files: readonly File[], asItIs: boolean, ids?: readonly string[]): Promise<readonly string[]> {
    return this.queue.add(files, asItIs, ids);
  }

  whenSent(id: string): Promise<Upload | null> {
    return this.queue.whenSent(id);
  }

  pause(id: string): void {
    this.queue.pause(id);
  }

  resume(id: string): void {
    this.queue.resume(id);
  }

  remove(id: string): void {
    this.watch.forget(id);
    this.queue.remove(id);
  }

  /** What this device still has of it, be it for another tab. */
  file(id: string): Promise<Blob | null> {
    return this.store.file(id).catch(() => null);
  }

  /** Takes up what other tabs have left undone. */
  takeUp(): Promise<void> {
    return this.queue.start().catch(() => undefined);
  }

  /** Resolves after so many milliseconds, with whether these uploads still go on. */
  wait(millis: number): Promise<boolean> {
    return new Promise((resolve) => setTimeout(() => resolve(!this.stopped), millis));
  }

  describe(id: string, alt: string): void {
    const find = () => this.list.find((one) => one.id === id);
    const before = find();
    this.queue.describe(id, alt);
    const after = find();
    if (!before || !after || before.alt === after.alt) return;
    const text = (words: string) => (before.item ? imageMarkdown(words, before.item.url) : placeholderFor(id, words));
    for (const tell of this.onDescribed) tell(text(before.alt), text(after.alt));
  }

  /** Follows on how many hosts a file is, for a while. */
  follow(item: MediaItem): void {
    this.watch.watch(item);
  }

  private become(list: readonly Upload[]): void {
    const before = new Set(this.list.filter((one) => one.state === 'sent').map((one) => one.id));
    this.list = list;
    for (const tell of [...this.onChange]) tell();
    if (this.stopped) return;
    for (const { id, state, item } of list) {
      if (state !== 'sent' || !item || before.has(id)) continue;
      for (const tell of this.onItem) tell(item);
      this.follow(item);
    }
    void this.notePending(list.some((one) => one.state !== 'sent' && one.state !== 'failed'));
  }

  /** Another tab may have something on its way when this one has nothing more. */
  private async notePending(here: boolean): Promise<void> {
    if (here) return remember(pendingKey(this.ownerId), true);
    const kept = await this.store.list(this.ownerId).catch(() => []);
    if (kept.length === 0) forget(pendingKey(this.ownerId));
  }
}
