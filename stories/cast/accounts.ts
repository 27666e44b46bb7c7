import { createHash, randomBytes } from 'node:crypto';
import { request, type APIRequestContext } from '@playwright/test';
import { origin } from '../host/steadyboard';

const ADMIN = 'admin@example.org';
const DEMO_PASSWORD = 'steadyboard-demo';
/** The namespace of accounts' ids: part of the stored data, so it never changes. */
const ACCOUNTS = '6f9f4c4e-5d0b-5c55-9b0e-3f6f0a1d7c01';

export interface Account {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** Speaks to the REST API of a host as an admin. Dispose it when done. */
export async function admin(at = origin()): Promise<APIRequestContext> {
  return signedIn(ADMIN, DEMO_PASSWORD, at);
}

/** Speaks to the REST API as `account`. */
export function as(account: Account): Promise<APIRequestContext> {
  return signedIn(account.email, account.password, origin());
}

/** A teacher of this story only, so that stories do not meet in boards, limits or preferences. */
export async function newTeacher(api: APIRequestContext, name: string): Promise<Account> {
  const email = `${name.toLowerCase().replace(/\W+/g, '-')}-${randomBytes(5).toString('hex')}@example.org`;
  const password = randomBytes(12).toString('base64url');
  const answer = await api.put(`/api/admin/accounts/${named(ACCOUNTS, email)}`, {
    data: { email, name, role: 'teacher', password },
  });
  if (!answer.ok()) throw new Error(`The account could not be made: ${answer.status()} ${await answer.text()}`);
  return { email, password, name };
}

async function signedIn(email: string, password: string, at: string): Promise<APIRequestContext> {
  const api = await request.newContext({ baseURL: at, extraHTTPHeaders: { Origin: at } });
  const answer = await api.put('/api/session', { data: { email, password } });
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()} ${await answer.text()}`);
  return api;
}

/** UUID version 5 (RFC 9562). */
function named(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
