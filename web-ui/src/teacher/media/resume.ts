import { recall } from '../../look/memory';
import type { App } from '../app';
import { pendingKey } from './pending';
import type { Uploads } from './uploads.svelte';

let current: { readonly ownerId: string; readonly uploads: Promise<Uploads> } | null = null;

/** The uploads of who is signed in; the same for everybody who asks. */
export function uploadsOf(app: App): Promise<Uploads> {
  const ownerId = app.session.account?.id ?? '';
  if (current?.ownerId === ownerId) return current.uploads;
  endUploads();
  const uploads = import('./uploads.svelte').then((code) => code.Uploads.open(app, ownerId));
  const begun = { ownerId, uploads };
  current = begun;
  // The code did not come: the next one who asks tries again.
  uploads.catch(() => {
    if (current === begun) current = null;
  });
  return uploads;
}

/** Somebody has signed in: what this device still has to upload goes on. */
export function resumeUploads(app: App): void {
  if (recall(pendingKey(app.session.account?.id ?? ''))) uploadsOf(app).catch(() => undefined);
}

/** Nobody is signed in any more: files stay on this device, and go on with their owner. */
export function endUploads(): void {
  current?.uploads.then(
    (uploads) => uploads.stop(),
    () => undefined,
  );
  current = null;
}
