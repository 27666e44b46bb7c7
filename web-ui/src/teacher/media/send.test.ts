// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiClient } from '../../net/api';
import type { ApiError } from '../../net/apiError';
import { Connection } from '../../net/connection.svelte';
import { CommandIds, newId } from '../../net/ids';
import { MediaHost, type Disturbance } from '../../testing/mediaHost';
import type { MediaItem } from './item';
import { sendTo, type Sending } from './send';

let a: MediaHost;
let b: MediaHost;
let connection: Connection;
let api: ApiClient;
const ids = new CommandIds();

beforeEach(async () => {
  localStorage.clear();
  [a, b] = await Promise.all([MediaHost.open('a'), MediaHost.open('b')]);
  connection = new Connection(
    [
      { id: 'a', url: a.url, slot: 1 },
      { id: 'b', url: b.url, slot: 2 },
    ],
    { random: () => 0 },
  );
  api = new ApiClient(connection);
});

afterEach(async () => {
  await Promise.all([a.close(), b.close()]);
  vi.restoreAllMocks();
});

const file = (change: Partial<Sending> = {}): Sending => {
  const blob = new Blob([new Uint8Array(300_000).map((_, index) => index % 251)], { type: 'image/webp' });
  return { id: ids.next(newId()), fileName: 'Zon & maan ☀.webp', type: 'image/webp', blob, begun: false, ...change };
};

async function send(
  sending: Sending,
  signal = new AbortController().signal,
): Promise<[MediaItem | ApiError, number[]]> {
  const moved: number[] = [];
  const outcome = await sendTo(connection, api)(sending, (bytes) => moved.push(bytes), signal).catch((error) => error);
  return [outcome as MediaItem | ApiError, moved];
}

const refuse =
  (method: string, status: number, code: string, headers = {}): Disturbance =>
  (request, response) => {
    if (request.method !== method) return false;
    request.resume().once('end', () => response.writeHead(status, headers).end(JSON.stringify({ code })));
    return true;
  };

/** As when the page was left, or the link cut, after so many bytes. */
async function partOf({ id, blob }: Sending, bytes: number, host: MediaHost): Promise<void> {
  const answer = await fetch(`${host.url}/api/uploads`, {
    method: 'POST',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Length': String(blob.size),
      'Upload-Metadata': `id ${btoa(id)},filename ${btoa('sky.webp')},filetype ${btoa('image/webp')}`,
    },
    body: await blob.slice(0, bytes).arrayBuffer(),
  });
  expect(answer.headers.get('Upload-Offset')).toBe(String(bytes));
}

test('a file is a single request, with the session, and its item stands when it resolves', async () => {
  const sent = vi.spyOn(XMLHttpRequest.prototype, 'send');
  const sending = file();
  const [item, moved] = await send(sending);
  expect(item).toMatchObject({
    id: sending.id,
    fileName: 'Zon & maan ☀.webp',
    contentType: 'image/webp',
    size: 300_000,
  });
  expect(a.askedFor('POST')).toEqual(['POST /api/uploads']);
  expect(a.askedFor('PATCH')).toEqual([]);
  expect(moved.at(-1)).toBe(300_000);
  expect(sent.mock.contexts.map((request) => (request as XMLHttpRequest).withCredentials)).toEqual([true]);
  const [held] = a.bytes.values();
  expect(held?.equals(Buffer.from(await sending.blob.arrayBuffer()))).toBe(true);
});

test('what a host has of it is not sent again', async () => {
  const sending = file({ begun: true });
  await partOf(sending, 120_000, a);
  const offsets: unknown[] = [];
  a.disturb = (request) => {
    if (request.method === 'PATCH') offsets.push(request.headers['upload-offset']);
    return false;
  };
  const [item, moved] = await send(sending);
  expect(item).toMatchObject({ id: sending.id, size: 300_000 });
  expect(offsets).toEqual(['120000']);
  expect([...a.bytes.values()][0]?.equals(Buffer.from(await sending.blob.arrayBuffer()))).toBe(true);
  expect(moved[0]).toBe(120_000);
});

test.each([503, 429])('a host that answers %d when asked what it has of it keeps that', async (status) => {
  const sending = file({ begun: true });
  await partOf(sending, 120_000, a);
  await b.close();
  const begun = a.askedFor('POST').length;
  let refusals = 0;
  const offsets: unknown[] = [];
  a.disturb = (request, response) => {
    if (request.method === 'PATCH') offsets.push(request.headers['upload-offset']);
    return refusals === 0 && refuse('HEAD', status, 'busy')(request, response) && ++refusals > 0;
  };

  const [refused] = await send(sending);
  const [item] = refused instanceof Error ? await send(sending) : [refused];

  expect(refusals).toBe(1);
  expect(item).toMatchObject({ id: sending.id, size: 300_000 });
  expect(a.askedFor('POST')).toHaveLength(begun);
  expect(offsets).toEqual(['120000']);
});

test('a host that has nothing of it begins anew', async () => {
  const sending = file({ begun: true });
  await partOf(sending, 120_000, a);
  await a.close();
  const [item, moved] = await send(sending);
  expect(item).toMatchObject({ id: sending.id, size: 300_000 });
  expect(connection.host.id).toBe('b');
  expect(b.askedFor('HEAD')).toEqual([`HEAD /api/uploads/${sending.id}`]);
  expect(b.askedFor('POST')).toEqual(['POST /api/uploads']);
  expect(moved[0]).toBeLessThan(120_000);
});

test.each([
  [413, 'too-large'],
  [415, 'unsupported-media-type'],
  [400, 'digest-mismatch'],
])('what a host answers with %d is said of the file, and no other host is asked', async (status, code) => {
  a.disturb = refuse('POST', status, code);
  expect((await send(file()))[0]).toMatchObject({ status, code });
  expect(b.askedFor('POST')).toEqual([]);
});

test('where a disk is full another host is gone to, and it is said when all are', async () => {
  a.disturb = refuse('POST', 507, 'disk-nearly-full');
  expect((await send(file()))[0]).toMatchObject({ size: 300_000 });
  expect(connection.host.id).toBe('b');
  b.disturb = refuse('POST', 507, 'disk-nearly-full');
  expect((await send(file()))[0]).toMatchObject({ status: 507, code: 'disk-nearly-full' });
});

test('an item that stands already is the answer, when that to the last byte was lost', async () => {
  const sending = file({ begun: true });
  a.hold(sending.id, Buffer.from(await sending.blob.arrayBuffer()), 'sky.webp', 'image/webp');
  a.disturb = refuse('POST', 409, 'id-taken');
  expect((await send(sending))[0]).toMatchObject({ id: sending.id });
});

test('an id that stands with something else of which nothing can be read is taken', async () => {
  a.disturb = refuse('POST', 409, 'id-taken');
  expect((await send(file()))[0]).toMatchObject({ status: 409, code: 'id-taken' });
});

test('who is not signed in any more is told so', async () => {
  const signedOut = vi.fn();
  api.onSignedOut = signedOut;
  a.disturb = refuse('POST', 401, 'not-signed-in');
  expect((await send(file()))[0]).toMatchObject({ status: 401, code: 'not-signed-in' });
  expect(signedOut).toHaveBeenCalledOnce();
});

test('a stop ends it at once', async () => {
  const stop = new AbortController();
  a.disturb = (request) => request.method === 'POST' && (stop.abort(), true);
  expect((await send(file(), stop.signal))[0]).toBeInstanceOf(Error);
  expect(b.askedFor('POST')).toEqual([]);
});

test('a connection over which nothing moves is given up for another host', async () => {
  a.disturb = (request) => request.method === 'POST';
  const sending = file();
  const item = await sendTo(connection, api, 800)(sending, () => undefined, new AbortController().signal);
  expect(item.id).toBe(sending.id);
  expect(b.askedFor('POST')).toHaveLength(1);
});
