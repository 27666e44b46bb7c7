import { expect, test } from 'vitest';
import { loadHosts, readHosts } from './hosts';

const origin = 'https://board.example.org';
const own = [{ id: 'own', url: origin, slot: 0 }];

test('reads hosts and takes the slash off their addresses', () => {
  const hosts = { hosts: [{ id: 'a', url: 'https://a.example.org/', slot: 1 }] };
  expect(readHosts(hosts)).toEqual([{ id: 'a', url: 'https://a.example.org', slot: 1 }]);
});

test.each([
  ['nothing', null],
  ['another shape', { hosts: 'a' }],
  ['an entry without address', { hosts: [{ id: 'a' }, null] }],
  ['an address that is no web address', { hosts: [{ id: 'a', url: 'javascript:alert(1)' }] }],
])('reads no host from %s', (_, value) => expect(readHosts(value)).toEqual([]));

test.each([
  ['is missing', async () => new Response('', { status: 404 })],
  ['is a web page', async () => new Response('<html>')],
  ['cannot be reached', () => Promise.reject(new TypeError('network'))],
])("the page's own origin serves when hosts.json %s", async (_, load) => {
  expect(await loadHosts(origin, load)).toEqual(own);
});

test.each([
  ['a host under another name', { id: 'b' }, origin],
  ['no host at all', { error: 'not found' }, 'https://b.example.org'],
])('a page that is served by %s', async (_, host, url) => {
  const load = async (path: RequestInfo | URL) =>
    Response.json(String(path).endsWith('/hosts.json') ? { hosts: [{ id: 'b', url: 'https://b.example.org' }] } : host);
  expect(await loadHosts(origin, load)).toEqual([{ id: 'b', url, slot: 0 }]);
});
