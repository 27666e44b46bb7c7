import { randomBytes, randomUUID } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { sha256Of } from '../host/media-folder';
import { originOf, type HostId } from '../host/steadyboard';

/** For whoever looks at a file's first bytes only, these are a picture of nine by nine. */
const HEAD = Buffer.from('89504e470d0a1a0a0000000d494844520000000900000009', 'hex');

export interface File {
  readonly id: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** As the service tells of it. */
export interface Item {
  readonly id: string;
  readonly sha256: string;
  readonly url: string;
  readonly copies: number;
  readonly hosts: number;
}

/** One that nobody has uploaded before. */
export function newFile(size: number, id: string = randomUUID()): File {
  const bytes = Buffer.concat([HEAD, randomBytes(size - HEAD.length)]);
  return { id, bytes, sha256: sha256Of(bytes) };
}

export type Answer = Awaited<ReturnType<APIRequestContext['put']>>;

/** As a script brings it, in one request. @throws when the connection breaks */
export function put(api: APIRequestContext, host: HostId, { id, bytes }: File): Promise<Answer> {
  return api.put(`${originOf(host)}/api/media/${id}`, {
    data: bytes,
    headers: { Origin: originOf(host), 'Content-Type': 'image/png', 'X-File-Name': 'photo.png' },
  });
}

/** @throws unless it is kept */
export async function bring(api: APIRequestContext, host: HostId, file: File): Promise<Item> {
  const answer = await put(api, host, file);
  if (!answer.ok()) throw new Error(`The file was not taken: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Item;
}

/** How many hosts hold it, as this host says; null while it does not know the file. */
export async function copiesOf(api: APIRequestContext, host: HostId, id: string): Promise<number | null> {
  const answer = await api.get(`${originOf(host)}/api/media/${id}`);
  return answer.ok() ? ((await answer.json()) as Item).copies : null;
}

/** The status that a host answers with, or the SHA-256 of the file that it gives out. */
export async function shown(host: HostId, sha256: string): Promise<number | string> {
  const answer = await fetch(`${originOf(host)}/media/${sha256}/photo.png`);
  return answer.ok ? sha256Of(new Uint8Array(await answer.arrayBuffer())) : answer.status;
}
