import { MAX_ARRIVED } from './limits';
import type { Upload } from './uploadState';

/** The uploads that are shown, in the order of their adding; each change makes a new list and tells it. */
export class UploadList {
  all: readonly Upload[] = [];

  constructor(private readonly changed: (uploads: readonly Upload[]) => void) {}

  find(id: string): Upload | undefined {
    return this.all.find((one) => one.id === id);
  }

  add(upload: Upload): void {
    this.become([...this.all, upload]);
  }

  put(id: string, change: Partial<Upload>): void {
    this.become(this.all.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  remove(id: string): void {
    this.become(this.all.filter((one) => one.id !== id));
  }

  clear(): void {
    this.become([]);
  }

  /** Of those that have arrived the last {@link MAX_ARRIVED} stay. */
  private become(uploads: readonly Upload[]): void {
    const arrived = uploads.filter((one) => one.state === 'sent');
    const old = new Set(arrived.slice(0, Math.max(0, arrived.length - MAX_ARRIVED)));
    this.all = uploads.filter((one) => !old.has(one));
    this.changed(this.all);
  }
}
