// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { ApiClient, ApiError, retryAfter } from './api';
import { Connection } from './connection.svelte';

const client = (load: typeof fetch): ApiClient =>
  new ApiClient(new Connection([{ id: 'a', url: 'https://a.example.org', slot: 1 }], { load }));

function problem(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
}

async function failure(answer: () => Promise<Response>): Promise<ApiError> {
  const api = client(answer);
  return api.request('/api/nodes').then(
    () => Promise.reject(new Error('It succeeded.')),
    (error: unknown) => error as ApiError,
  );
}

test.each([
  ['the stable code', problem(429, { code: 'too-many-attempts' }, { 'Retry-After': '30' }), 'too-many-attempts', 30],
  ['a proxy that says no more', problem(502, 'Bad Gateway'), 'internal', null],
  ['a missing thing', problem(404, ''), 'not-found', null],
  ['nobody signed in', problem(401, '{}'), 'not-signed-in', null],
])('an error says its code: %s', async (_, response, code, seconds) => {
  expect(await failure(async () => response)).toMatchObject({ code, retryAfterSeconds: seconds });
});

test('no network is unreachable', async () => {
  expect(await failure(() => Promise.reject(new TypeError('Failed to fetch')))).toMatchObject({ code: 'unreachable' });
});

test('silence ends at the deadline', async () => {
  const load = (_: RequestInfo | URL, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) =>
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
    );
  const api = client(load);
  await expect(api.request('/api/host', { timeoutMillis: 5 })).rejects.toMatchObject({ code: 'timed-out' });
});

test('tells that nobody is signed in any more, but not for a wrong password', async () => {
  const load = vi.fn<() => Promise<Response>>();
  const api = client(load);
  const signedOut = vi.fn();
  api.onSignedOut = signedOut;
  load.mockResolvedValueOnce(problem(401, { code: 'bad-credentials' }));
  await api.request('/api/session').catch(() => undefined);
  expect(signedOut).not.toHaveBeenCalled();
  load.mockResolvedValueOnce(problem(401, { code: 'not-signed-in' }));
  await api.request('/api/nodes').catch(() => undefined);
  expect(signedOut).toHaveBeenCalledOnce();
});

test('sends JSON with the cookie, and reads an empty answer', async () => {
  const load = vi.fn(async () => new Response(null, { status: 204 }));
  await client(load).request('/api/session', { method: 'PUT', body: { a: 1 } });
  expect(load).toHaveBeenCalledWith(
    'https://a.example.org/api/session',
    expect.objectContaining({ method: 'PUT', credentials: 'include', body: '{"a":1}' }),
  );
});

test.each([
  [null, null],
  ['12', 12],
  ['Thu, 01 Jan 1970 00:00:10 GMT', 9],
  ['soon', null],
])('Retry-After %s is %s s', (header, seconds) => expect(retryAfter(header, 1000)).toBe(seconds));
