import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';

export interface HeldItem {
  id: string;
  sha256: string;
  size: number;
  contentType: string;
  fileName: string;
  url: string;
  createdAt: string;
  ownerId: string | null;
  copies: number;
  hosts: number;
}

/** Does something with a request instead of answering it; false: it is answered. */
export type Disturbance = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * A host that answers the media paths by their contract, over a real socket: tus by an implementation that is not ours, the
 * rest small.
 */
export class MediaHost {
  readonly items = new Map<string, HeldItem>();
  readonly removed = new Map<string, HeldItem>();
  readonly bytes = new Map<string, Buffer>();
  readonly uses = new Map<string, { lessonId: string; lessonTitle: string; pageId: string }[]>();
  readonly asked: string[] = [];
  /** How many hosts hold what arrives, and how many there are. */
  copies = 1;
  hosts = 2;
  disturb: Disturbance = () => false;
  /** Answers for other paths, for a whole app. */
  answers: Record<string, unknown> = {};
  url = '';
  private readonly folder = mkdtempSync(join(tmpdir(), 'media-host-'));
  private readonly server: HttpServer;

  private constructor(readonly id: string) {
    const tus = new TusServer({
      path: '/api/uploads',
      datastore: new FileStore({ directory: this.folder }),
      relativeLocation: true,
      allowedOrigins: () => true,
      allowedCredentials: true,
      namingFunction: (_request, metadata) => metadata?.id ?? 'nameless',
      onUploadFinish: async (_request, upload) => {
        const { filename, filetype } = upload.metadata ?? {};
        this.hold(upload.id, readFileSync(join(this.folder, upload.id)), filename ?? 'file', filetype ?? '');
        return {};
      },
    });
    this.server = createServer((request, response) => {
      this.asked.push(`${request.method} ${request.url}`);
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Access-Control-Expose-Headers', 'Location, Upload-Offset, Upload-Length, Retry-After');
      if (this.disturb(request, response)) return;
      if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
        response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD, POST, PATCH, PUT, DELETE');
        response.setHeader('Access-Control-Allow-Headers', String(request.headers['access-control-request-headers']));
        response.writeHead(204).end();
      } else if (request.url?.startsWith('/api/uploads')) void tus.handle(request, response);
      else this.answer(request, response);
    });
  }

  static async open(id = 'a'): Promise<MediaHost> {
    const host = new MediaHost(id);
    // The store of tus makes its folder by and by, which must not end after that of a test.
    await new Promise(setImmediate);
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
    host.url = `http://127.0.0.1:${(host.server.address() as AddressInfo).port}`;
    return host;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  hold(id: string, content: Buffer, fileName: string, contentType: string): HeldItem {
    const sha256 = createHash('sha256').update(content).digest('hex');
    const { copies, hosts } = this;
    const about = { id, sha256, size: content.length, contentType, fileName, copies, hosts };
    const url = `/media/${sha256}/${encodeURIComponent(fileName)}`;
    const item = { ...about, url, createdAt: new Date().toISOString(), ownerId: 't' };
    this.items.set(id, item);
    this.bytes.set(sha256, content);
    return item;
  }

  /** The requests whose beginning this is. */
  askedFor(beginning: string): string[] {
    return this.asked.filter((one) => one.startsWith(beginning));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://host');
    const [, , place, id = '', part] = pathname.split('/');
    const say = (status: number, body?: unknown) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    const missing = () => say(404, { code: 'not-found' });
    const content = this.bytes.get(pathname.split('/')[2] ?? '');
    if (pathname.startsWith('/media/') && content) {
      const type = [...this.items.values(), ...this.removed.values()].find((one) => one.url === pathname)?.contentType;
      response.writeHead(200, { 'Content-Type': type ?? 'application/octet-stream' }).end(content);
    } else if (pathname === '/api/host') say(200, { id: this.id, serving: true });
    else if (pathname in this.answers) say(200, this.answers[pathname]);
    else if (place !== 'media') missing();
    else if (!id) say(200, this.list(searchParams));
    else if (part === 'uses') say(200, { uses: this.uses.get(id) ?? [], cursor: null });
    else if (part === 'restoration') say(this.move(id, this.removed, this.items) ? 204 : 404);
    else if (request.method === 'DELETE') say(this.move(id, this.items, this.removed) ? 204 : 404);
    else if (this.items.has(id)) say(200, this.items.get(id));
    else missing();
  }

  private list(asked: URLSearchParams): { items: HeldItem[]; cursor: string | null } {
    const part = (asked.get('q') ?? '').toLowerCase();
    const all = [...this.items.values()].reverse().filter((one) => one.fileName.toLowerCase().includes(part));
    const from = Number(asked.get('cursor') ?? 0);
    const limit = Number(asked.get('limit') ?? 50);
    return { items: all.slice(from, from + limit), cursor: from + limit < all.length ? String(from + limit) : null };
  }

  private move(id: string, from: Map<string, HeldItem>, to: Map<string, HeldItem>): boolean {
    const item = from.get(id);
    if (item) to.set(id, item);
    return from.delete(id);
  }
}
