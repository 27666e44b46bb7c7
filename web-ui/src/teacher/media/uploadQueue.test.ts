import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from '../../net/apiError';
import type { MediaItem } from './item';
import { AT_ONCE, MAX_ALT_CHARACTERS, MAX_ARRIVED, MAX_QUEUED_FILES } from './limits';
import type { Prepared } from './prepare';
import type { Progress, Sending } from './send';
import { UploadQueue, type QueueSurroundings } from './uploadQueue';
import type { Upload } from './uploadState';
import { PassingUploads, type KeptUpload, type UploadStore } from './uploadStore';

/** One attempt to send a file, which the test ends. */
interface Attempt {
  readonly file: Sending;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly arrive: () => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

let attempts: Attempt[];
let uploads: readonly Upload[];
let store: UploadStore;
let online: boolean;
let claimed: Set<string>;
let queue: UploadQueue;

const turn = async (millis = 0): Promise<void> => void (await vi.advanceTimersByTimeAsync(millis));
const photo = (name = 'a.jpg', bytes = 10) => new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' });
const states = () => uploads.map((one) => one.state);
const last = (): Attempt => {
  const attempt = attempts.at(-1);
  if (!attempt) throw new Error('Nothing was sent.');
  return attempt;
};
const itemOf = ({ id, fileName, type, blob }: Sending): MediaItem => ({
  ...{ id, fileName, contentType: type, size: blob.size, sha256: 'x', url: `/media/x/${fileName}` },
  ...{ createdAt: '', ownerId: 't', copies: 1, hosts: 2 },
});

function open(change: Partial<QueueSurroundings> = {}): UploadQueue {
  let number = 0;
  const around: QueueSurroundings = {
    store,
    lasting: true,
    send: (file, progress, signal) =>
      new Promise((resolve, reject) => {
        const arrive = () => (resolve(itemOf(file)), turn());
        attempts.push({ file, progress, signal, arrive, fail: (error) => (reject(error), turn()) });
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      }),
    prepare: async (file): Promise<Prepared> => file,
    claim: async (id) => {
      if (claimed.has(id)) return null;
      claimed.add(id);
      return () => claimed.delete(id);
    },
    newId: () => `id-${String(Date.now()).padStart(12, '0')}-${number++}`,
    now: () => Date.now(),
    random: () => 1,
    online: () => online,
    ...change,
  };
  return new UploadQueue('t', around, (list) => (uploads = list));
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  [attempts, uploads, online, claimed] = [[], [], true, new Set()];
  store = new PassingUploads(() => Date.now());
  queue = open();
});
afterEach(() => void vi.useRealTimers());

async function add(...files: File[]): Promise<readonly string[]> {
  const ids = await queue.add(files, false);
  await turn();
  return ids;
}

test('a file is made ready, sent with its progress, and forgotten when it has arrived', async () => {
  const ready = { blob: new Blob(['webp!']), fileName: 'a.webp', type: 'image/webp' };
  queue = open({ prepare: async () => ready });
  const [id = ''] = await add(photo());
  expect(last().file).toMatchObject({ id, fileName: 'a.webp', type: 'image/webp', begun: false });
  expect(last().file.blob.size).toBe(5);
  last().progress(0);
  await turn(2000);
  last().progress(4);
  expect(uploads[0]).toMatchObject({ state: 'sending', size: 5, sent: 4, bytesPerSecond: 2, secondsLeft: 1 });
  const sent = queue.whenSent(id);
  await last().arrive();
  expect(uploads[0]).toMatchObject({ state: 'sent', sent: 5, item: { id }, bytesPerSecond: null });
  expect(await sent).toMatchObject({ state: 'sent' });
  expect(await store.list('t')).toEqual([]);
  expect(claimed).toEqual(new Set());
});

test('only so many are sent at once, in their order', async () => {
  await add(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'), photo('d.jpg'));
  expect(attempts.map((one) => one.file.fileName)).toEqual(['a.jpg', 'b.jpg', 'c.jpg'].slice(0, AT_ONCE));
  await attempts[1]?.arrive();
  expect(attempts.map((one) => one.file.fileName)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});

test('they are made ready one after another', async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const prepare = (file: Prepared) => (
    begun.push(file.fileName),
    new Promise<Prepared>((end) => ends.push(() => end(file)))
  );
  queue = open({ prepare });
  await add(photo('a.jpg'), photo('b.jpg'));
  expect([begun, states()]).toEqual([['a.jpg'], ['preparing', 'preparing']]);
  ends[0]?.();
  await turn();
  expect([begun, states()]).toEqual([
    ['a.jpg', 'b.jpg'],
    ['sending', 'preparing'],
  ]);
});

test('one that is refused stands with its reason, and the others go on', async () => {
  queue = open({ prepare: async (file) => (file.fileName === 'huge.jpg' ? 'too-many-pixels' : file) });
  const [id = ''] = await add(photo('huge.jpg'), photo('b.jpg'));
  expect(uploads.map((one) => [one.state, one.problem?.code])).toEqual([
    ['failed', 'too-many-pixels'],
    ['sending', undefined],
  ]);
  expect(await queue.whenSent(id)).toBeNull();
  expect((await store.list('t')).map((one) => one.fileName)).toEqual(['b.jpg']);
});

test('more than a device keeps is refused before anything is kept of it', async () => {
  const files = Array.from({ length: MAX_QUEUED_FILES + 1 }, (_, index) => photo(`${index}.jpg`));
  expect(await add(...files)).toHaveLength(MAX_QUEUED_FILES);
  expect(uploads.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'queue-full' } });
});

test('a device whose disk is full says so', async () => {
  vi.spyOn(store, 'add').mockRejectedValue(new Error('QuotaExceededError'));
  expect(await add(photo())).toEqual([]);
  expect(uploads[0]).toMatchObject({ state: 'failed', problem: { code: 'cannot-keep' } });
});

test('a pause ends the request and lasts, and it goes on from what a host has', async () => {
  const [id = ''] = await add(photo());
  queue.pause(id);
  await turn(3600_000);
  expect([attempts.length, last().signal.aborted, states()]).toEqual([1, true, ['paused']]);
  expect(await store.list('t')).toMatchObject([{ paused: true, begun: true }]);
  queue.resume(id);
  await turn();
  expect([attempts.length, last().file.begun, states()]).toEqual([2, true, ['sending']]);
  expect(await store.list('t')).toMatchObject([{ paused: false }]);
});

test('a pause makes room for the next one', async () => {
  const [id = ''] = await add(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'));
  queue.pause(id);
  await turn();
  expect(states()).toEqual(['paused', 'sending', 'sending']);
});

test('while no host serves it is said again, after ever longer waits', async () => {
  await add(photo());
  for (const wait of [2000, 4000, 8000]) {
    await last().fail(new ApiError('disk-nearly-full', 507));
    expect(uploads[0]).toMatchObject({ state: 'waiting', problem: { code: 'disk-nearly-full' } });
    const before = attempts.length;
    await turn(wait - 1);
    expect(attempts).toHaveLength(before);
    await turn(1);
    expect(attempts).toHaveLength(before + 1);
  }
});

test('without a network nothing is tried until it is back', async () => {
  await add(photo());
  online = false;
  await last().fail(new Error('cut'));
  await turn(24 * 3600_000);
  expect([attempts.length, states()]).toEqual([1, ['waiting']]);
  online = true;
  queue.goOn();
  await turn();
  expect([attempts.length, states()]).toEqual([2, ['sending']]);
});

test('what is wrong with a file itself is final', async () => {
  const [id = ''] = await add(photo());
  const sent = queue.whenSent(id);
  await last().fail(new ApiError('unsupported-media-type', 415));
  expect(uploads[0]).toMatchObject({ state: 'failed', problem: { code: 'unsupported-media-type' } });
  expect(await sent).toBeNull();
  expect(await store.list('t')).toEqual([]);
});

test('who is not signed in any more keeps the files', async () => {
  await add(photo());
  await last().fail(new ApiError('not-signed-in', 401));
  await turn(24 * 3600_000);
  expect(attempts).toHaveLength(1);
  expect(await store.list('t')).toHaveLength(1);
});

test('after a reload it goes on where it was, words and pause too', async () => {
  const [a = '', b = ''] = await add(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'));
  queue.describe(a, 'A star');
  queue.pause(b);
  await turn();
  queue.stop();
  expect([uploads, claimed.size]).toEqual([[], 0]);
  expect(attempts.every((one) => one.signal.aborted)).toBe(true);
  attempts = [];
  queue = open();
  await queue.start();
  await turn();
  expect(uploads.map((one) => [one.fileName, one.state, one.alt])).toEqual([
    ['a.jpg', 'sending', 'A star'],
    ['b.jpg', 'paused', ''],
    ['c.jpg', 'sending', ''],
  ]);
  expect(attempts.map((one) => one.file.begun)).toEqual([true, true]);
});

test('a reload while it is made ready begins with the file as it was chosen', async () => {
  queue = open({ prepare: () => new Promise(() => undefined) });
  await add(photo());
  queue.stop();
  queue = open();
  await queue.start();
  await turn();
  expect(last().file).toMatchObject({ fileName: 'a.jpg', begun: false });
});

test('a file that another tab has at hand is left to it, and so are those of others', async () => {
  const [id = ''] = await add(photo());
  const own = { id: 'x', ownerId: 'other', fileName: 'x.jpg', type: '', size: 1, addedAt: Date.now(), alt: '' };
  await store.add({ ...own, asItIs: false, prepared: true, begun: false, paused: false } satisfies KeptUpload, photo());
  uploads = [];
  const second = open();
  await second.start();
  await turn();
  expect(uploads).toEqual([]);
  expect(attempts.map((one) => one.file.id)).toEqual([id]);
});

test('one that is taken back is forgotten, and its place is free', async () => {
  const [id = ''] = await add(photo('a.jpg'), photo('b.jpg'), photo('c.jpg'));
  const sent = queue.whenSent(id);
  queue.remove(id);
  await turn();
  expect(await sent).toBeNull();
  expect(attempts[0]?.signal.aborted).toBe(true);
  expect((await store.list('t')).map((one) => one.fileName)).toEqual(['b.jpg', 'c.jpg']);
  expect(attempts.map((one) => one.file.fileName)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});

test('one that is taken back while it is made ready is never sent', async () => {
  let end: (file: Prepared) => void = () => undefined;
  queue = open({ prepare: () => new Promise((resolve) => (end = resolve)) });
  const [id = ''] = await add(photo());
  queue.remove(id);
  end({ blob: photo(), fileName: 'a.jpg', type: '' });
  await turn();
  expect([uploads, attempts, await store.list('t')]).toEqual([[], [], []]);
});

test('of those that have arrived the last ones stay', async () => {
  for (let number = 0; number < MAX_ARRIVED + 3; number++) {
    await add(photo(`${number}.jpg`));
    await last().arrive();
  }
  expect(uploads.map((one) => one.fileName)).toEqual(
    Array.from({ length: MAX_ARRIVED }, (_, index) => `${index + 3}.jpg`),
  );
});

test('what hosts say of a file that arrived is shown', async () => {
  await add(photo());
  await last().arrive();
  queue.heard({ ...itemOf(last().file), copies: 2 });
  expect(uploads[0]?.item).toMatchObject({ copies: 2, hosts: 2 });
});

test('words are cut where they are too long, and names keep their ending', async () => {
  const [id = ''] = await add(photo(`${'n'.repeat(4096)}.jpeg`), photo('\u0000a\n.jpg'), photo(''));
  queue.describe(id, 'w'.repeat(MAX_ALT_CHARACTERS + 1));
  expect(uploads[0]?.alt).toHaveLength(MAX_ALT_CHARACTERS);
  expect(uploads.map((one) => one.fileName)).toEqual([`${'n'.repeat(195)}.jpeg`, 'a .jpg', 'file']);
});
