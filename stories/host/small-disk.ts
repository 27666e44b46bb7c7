import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, open, rename, rm, rmdir, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolder, startHost, stopHost, stopPart, type HostId } from './steadyboard';

const run = promisify(execFile);
/** Room for a host's database and two files of its log more, or for its media. */
const SIZE = '256m';
const MODE = '0700';
const CHUNKS_BYTES = [1024 * 1024, 4096];

/** Null when a story may mount a disk of its own here, else why not. */
export async function mountTrouble(): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'story-disk-'));
  try {
    await mount(folder);
    await run('umount', [folder]);
    return null;
  } catch (error) {
    return `no disk can be mounted: ${String((error as { stderr?: string }).stderr || error).trim()}`;
  } finally {
    await rmdir(folder);
  }
}

/**
 * A small disk in memory under one host's Postgres, or under its media, which a story can fill. The host, or what gives
 * media out, is stopped while its data move.
 */
export class SmallDisk {
  private mounted = false;

  constructor(
    private readonly host: HostId,
    private readonly under: 'postgres' | 'media' = 'postgres',
  ) {}

  async moveIn(): Promise<void> {
    await this.stop();
    await rename(this.folder, this.parked);
    await mkdir(this.folder, { mode: 0o700 });
    await mount(this.folder);
    this.mounted = true;
    await copy(this.parked, this.folder);
    await startHost(this.host);
  }

  /** Back on the large disk, with all that was written meanwhile. Harmless when it never moved in. */
  async moveOut(): Promise<void> {
    if (!this.mounted) return;
    await this.makeRoom();
    await this.stop();
    await rm(this.parked, { recursive: true });
    await mkdir(this.parked, { mode: 0o700 });
    await copy(this.folder, this.parked);
    await run('umount', [this.folder]);
    this.mounted = false;
    await rmdir(this.folder);
    await rename(this.parked, this.folder);
    await startHost(this.host);
  }

  /** To the last block. */
  async fill(): Promise<void> {
    const file = await open(this.ballast, 'w');
    try {
      for (const size of CHUNKS_BYTES) await writeUntilFull(file, Buffer.alloc(size, 1));
    } finally {
      await file.close();
    }
  }

  async makeRoom(): Promise<void> {
    await rm(this.ballast, { force: true });
  }

  async isFull(): Promise<boolean> {
    return (await statfs(this.folder)).bavail === 0;
  }

  private stop(): Promise<void> {
    return this.under === 'media' ? stopPart('media', this.host) : stopHost(this.host);
  }

  private get folder(): string {
    const data = dataFolder();
    if (!data) throw new Error('Only with hosts of our own (STEADYBOARD_DATA).');
    return join(data, 'hosts', this.host, this.under);
  }

  private get parked(): string {
    return `${this.folder}.parked`;
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}

async function mount(folder: string): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=${MODE}`, 'tmpfs', folder]);
}

async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, preserveTimestamps: true });
}

async function writeUntilFull(file: Awaited<ReturnType<typeof open>>, chunk: Buffer): Promise<void> {
  try {
    for (;;) await file.write(chunk);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  }
}
