import 'fake-indexeddb/auto';
import { deleteDB } from 'idb';
import { afterEach, describe, expect, test } from 'vitest';
import { KEPT_MILLIS, MAX_QUEUED_BYTES, MAX_QUEUED_FILES } from './limits';
import { KeptUploads, PassingUploads, type KeptUpload, type UploadStore } from './uploadStore';

let now = 1_000_000;
let opened: KeptUploads[] = [];

afterEach(async () => {
  for (const one of opened) one.close();
  opened = [];
  await deleteDB('steadyboard.uploads');
});

async function openKept(): Promise<KeptUploads> {
  const store = await KeptUploads.open(() => now);
  opened.push(store);
  return store;
}

const upload = (id: string, change: Partial<KeptUpload> = {}): KeptUpload => ({
  ...{ id, ownerId: 't', fileName: `${id}.jpg`, type: 'image/jpeg', size: 3, addedAt: now, alt: '' },
  ...{ asItIs: false, prepared: false, begun: false, paused: false, ...change },
});
const file = (text: string) => new Blob([text]);
const ids = async (store: UploadStore, owner = 't') => (await store.list(owner)).map((one) => one.id);

describe.each<[string, () => Promise<UploadStore>]>([
  ['what is kept', openKept],
  ['what passes', async () => new PassingUploads(() => now)],
])('%s', (_, open) => {
  test('is listed for its owner only, oldest first, with its file', async () => {
    const store = await open();
    for (const one of [upload('b'), upload('a'), upload('c', { ownerId: 'other' })]) {
      expect(await store.add(one, file(one.id))).toBe(true);
    }
    expect(await ids(store)).toEqual(['a', 'b']);
    expect(await ids(store, 'other')).toEqual(['c']);
    expect(await (await store.file('b'))?.text()).toBe('b');
    expect(await store.file('x')).toBeNull();
  });

  test('changes with and without its file, and goes', async () => {
    const store = await open();
    await store.add(upload('a'), file('before'));
    await store.change('a', { alt: 'A star' });
    expect(await (await store.file('a'))?.text()).toBe('before');
    await store.change('a', { prepared: true, size: 5 }, file('after'));
    expect(await store.list('t')).toEqual([upload('a', { alt: 'A star', prepared: true, size: 5 })]);
    expect(await (await store.file('a'))?.text()).toBe('after');
    await store.remove('a');
    await store.change('a', { alt: 'late' }, file('late'));
    expect(await ids(store)).toEqual([]);
    expect(await store.file('a')).toBeNull();
  });

  test('is bounded in number, whoever added it', async () => {
    const store = await open();
    for (let number = 0; number < MAX_QUEUED_FILES; number++) {
      expect(await store.add(upload(`${100 + number}`, { ownerId: `${number % 2}` }), file('x'))).toBe(true);
    }
    expect(await store.add(upload('more'), file('x'))).toBe(false);
    expect(await store.file('more')).toBeNull();
    await store.remove('100');
    expect(await store.add(upload('more'), file('x'))).toBe(true);
  });

  test('is bounded in bytes', async () => {
    const store = await open();
    expect(await store.add(upload('a', { size: MAX_QUEUED_BYTES - 3 }), file('x'))).toBe(true);
    expect(await store.add(upload('b', { size: 4 }), file('x'))).toBe(false);
    expect(await store.add(upload('c', { size: 3 }), file('x'))).toBe(true);
  });

  test('is over after a week, and makes room then', async () => {
    const store = await open();
    await store.add(upload('a', { size: MAX_QUEUED_BYTES }), file('x'));
    now += KEPT_MILLIS;
    expect(await ids(store)).toEqual(['a']);
    now += 1;
    expect(await ids(store)).toEqual([]);
    expect(await store.add(upload('b', { size: MAX_QUEUED_BYTES }), file('x'))).toBe(true);
    expect(await store.file('a')).toBeNull();
  });
});

test('what is kept is there after a reload', async () => {
  await (await openKept()).add(upload('a'), file('photo'));
  const store = await openKept();
  expect(await ids(store)).toEqual(['a']);
  expect(await (await store.file('a'))?.text()).toBe('photo');
});

test('two tabs that add at once keep the bound together', async () => {
  const [one, other] = [await openKept(), await openKept()];
  const taken = await Promise.all([
    one.add(upload('a', { size: MAX_QUEUED_BYTES }), file('x')),
    other.add(upload('b', { size: MAX_QUEUED_BYTES }), file('x')),
  ]);
  expect(taken.filter(Boolean)).toHaveLength(1);
});
