import { createHash } from 'node:crypto';
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataFolder } from './steadyboard';

/** What is being written lies here; what was found changed by the disk, there. */
const NOT_YET = 'incoming';
const NO_LONGER = 'aside';
/** Stays in `incoming` for ever. */
const LOCKS = 'locks';
/** What nobody wrote to for an hour is removed. */
const LONG_AGO_MILLIS = 2 * 3600_000;

/** The MEDIA_DIR of a host, seen from outside. */
export class MediaFolder {
  constructor(private readonly path: string) {}

  static of(host: string, data = dataFolder()): MediaFolder {
    if (!data) throw new Error('Only with hosts of our own (STEADYBOARD_DATA).');
    return new MediaFolder(join(data, 'hosts', host, 'media'));
  }

  /** The files that have their names, without a look at their bytes. */
  async names(): Promise<Set<string>> {
    return new Set((await this.placed()).map((file) => file.split('/').at(-1)!));
  }

  /** Those that do not lie where the SHA-256 of their bytes says. */
  async wrong(): Promise<string[]> {
    const wrong: string[] = [];
    for (const file of await this.placed()) {
      const sha256 = sha256Of(await readFile(join(this.path, file)));
      if (file !== `${sha256.slice(0, 2)}/${sha256}`) wrong.push(file);
    }
    return wrong;
  }

  /** What is being written, or was left behind by whoever wrote. */
  async unfinished(): Promise<string[]> {
    return (await readdir(join(this.path, NOT_YET))).filter((name) => name !== LOCKS);
  }

  /** As if hours had gone by since somebody wrote to what is unfinished. */
  async ageUnfinished(): Promise<void> {
    const then = new Date(Date.now() - LONG_AGO_MILLIS);
    for (const name of await this.unfinished()) {
      await utimes(join(this.path, NOT_YET, name), then, then).catch(unlessGone);
    }
  }

  /** The disk gives back one other bit than was written. */
  async flipBit(sha256: string): Promise<void> {
    const file = this.fileOf(sha256);
    const bytes = await readFile(file);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(file, bytes);
  }

  async lose(sha256: string): Promise<void> {
    await rm(this.fileOf(sha256));
  }

  /** As with a new disk. */
  async loseAll(): Promise<void> {
    await rm(this.path, { recursive: true });
  }

  private fileOf(sha256: string): string {
    return join(this.path, sha256.slice(0, 2), sha256);
  }

  private async placed(): Promise<string[]> {
    const found: string[] = [];
    for (const folder of await readdir(this.path, { withFileTypes: true }).catch(unlessGone)) {
      if (folder.name === NOT_YET || folder.name === NO_LONGER) continue;
      if (!folder.isDirectory()) found.push(folder.name);
      else for (const name of await readdir(join(this.path, folder.name))) found.push(`${folder.name}/${name}`);
    }
    return found;
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function unlessGone(error: { code?: string }): [] {
  if (error.code !== 'ENOENT') throw error;
  return [];
}
