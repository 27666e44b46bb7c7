import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { KEPT_MILLIS, MAX_QUEUED_BYTES, MAX_QUEUED_FILES } from './limits';

/** A file that is to be uploaded, as a device keeps it. */
export interface KeptUpload {
  /** The id of the media item to be, a UUID of version 7: the order of their adding. */
  readonly id: string;
  readonly ownerId: string;
  readonly fileName: string;
  readonly type: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
  readonly alt: string;
  /** Whether the original is wanted. */
  readonly asItIs: boolean;
  /** The file is what is to be uploaded; before, it is what was chosen. */
  readonly prepared: boolean;
  /** A host may have a part of it. */
  readonly begun: boolean;
  readonly paused: boolean;
}

export type KeptChange = Partial<Omit<KeptUpload, 'id' | 'ownerId' | 'addedAt'>>;

/**
 * The files of this device that are to be uploaded, with their descriptions. At most {@link MAX_QUEUED_FILES} files and
 * {@link MAX_QUEUED_BYTES} bytes, counted before one is added; what is older than {@link KEPT_MILLIS} is no longer there.
 */
export interface UploadStore {
  /** False, and nothing is kept: there would be too many. */
  add(upload: KeptUpload, file: Blob): Promise<boolean>;
  /** Nothing happens when it is not there any more. */
  change(id: string, change: KeptChange, file?: Blob): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those of one account, oldest first. */
  list(ownerId: string): Promise<readonly KeptUpload[]>;
  file(id: string): Promise<Blob | null>;
}

interface Schema extends DBSchema {
  uploads: { key: string; value: KeptUpload };
  files: { key: string; value: Blob };
}

const NAME = 'steadyboard.uploads';

/** Files survive a reload and the browser's end. Descriptions lie apart from them, so that a change writes no bytes anew. */
export class KeptUploads implements UploadStore {
  private constructor(
    private readonly database: IDBPDatabase<Schema>,
    private readonly now: () => number,
  ) {}

  /** @throws when the browser keeps nothing (some do not in private windows) */
  static async open(now: () => number = () => Date.now()): Promise<KeptUploads> {
    const database = await openDB<Schema>(NAME, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('uploads', { keyPath: 'id' });
        fresh.createObjectStore('files');
      },
      // A newer release in another tab is not kept waiting.
      blocking: (_before, _wanted, event) => (event.target as IDBDatabase).close(),
    });
    return new KeptUploads(database, now);
  }

  async add(upload: KeptUpload, file: Blob): Promise<boolean> {
    const change = this.database.transaction(['uploads', 'files'], 'readwrite');
    const uploads = change.objectStore('uploads');
    const kept: KeptUpload[] = [];
    for (const one of await uploads.getAll()) {
      if (isOver(one, this.now())) {
        await uploads.delete(one.id);
        await change.objectStore('files').delete(one.id);
      } else kept.push(one);
    }
    const fits = hasRoom(kept, upload);
    if (fits) {
      await uploads.put(upload);
      await change.objectStore('files').put(file, upload.id);
    }
    await change.done;
    return fits;
  }

  async change(id: string, change: KeptChange, file?: Blob): Promise<void> {
    const transaction = this.database.transaction(['uploads', 'files'], 'readwrite');
    const before = await transaction.objectStore('uploads').get(id);
    if (before) {
      await transaction.objectStore('uploads').put({ ...before, ...change });
      if (file) await transaction.objectStore('files').put(file, id);
    }
    await transaction.done;
  }

  async remove(id: string): Promise<void> {
    const change = this.database.transaction(['uploads', 'files'], 'readwrite');
    await change.objectStore('uploads').delete(id);
    await change.objectStore('files').delete(id);
    await change.done;
  }

  async list(ownerId: string): Promise<readonly KeptUpload[]> {
    const all = await this.database.getAll('uploads');
    return all.filter((one) => one.ownerId === ownerId && !isOver(one, this.now()));
  }

  async file(id: string): Promise<Blob | null> {
    return (await this.database.get('files', id)) ?? null;
  }

  close(): void {
    this.database.close();
  }
}

/** For a browser that keeps nothing: until the page is left. */
export class PassingUploads implements UploadStore {
  private readonly kept = new Map<string, { upload: KeptUpload; file: Blob }>();

  constructor(private readonly now: () => number = () => Date.now()) {}

  async add(upload: KeptUpload, file: Blob): Promise<boolean> {
    for (const { upload: one } of [...this.kept.values()]) if (isOver(one, this.now())) this.kept.delete(one.id);
    const fits = hasRoom(
      [...this.kept.values()].map((one) => one.upload),
      upload,
    );
    if (fits) this.kept.set(upload.id, { upload, file });
    return fits;
  }

  async change(id: string, change: KeptChange, file?: Blob): Promise<void> {
    const before = this.kept.get(id);
    if (before) this.kept.set(id, { upload: { ...before.upload, ...change }, file: file ?? before.file });
  }

  async remove(id: string): Promise<void> {
    this.kept.delete(id);
  }

  async list(ownerId: string): Promise<readonly KeptUpload[]> {
    return [...this.kept.values()]
      .map((one) => one.upload)
      .filter((one) => one.ownerId === ownerId && !isOver(one, this.now()))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  async file(id: string): Promise<Blob | null> {
    return this.kept.get(id)?.file ?? null;
  }
}

function isOver(upload: KeptUpload, now: number): boolean {
  return now - upload.addedAt > KEPT_MILLIS;
}

function hasRoom(kept: readonly KeptUpload[], more: KeptUpload): boolean {
  const bytes = kept.reduce((sum, one) => sum + one.size, more.size);
  return kept.length < MAX_QUEUED_FILES && bytes <= MAX_QUEUED_BYTES;
}
