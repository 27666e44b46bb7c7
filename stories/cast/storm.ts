import { setTimeout as pause } from 'node:timers/promises';
import type { APIRequestContext } from '@playwright/test';
import { pidOf, type HostId } from '../host/steadyboard';
import { put, shown, type File } from './files';

/** As a script would: it says the same again a little later. */
const AGAIN_MILLIS = 200;
/** A host that was killed often is started again after some seconds only. */
const GIVE_UP_MILLIS = 60_000;
/** Between looks whether the moment for the next kill has come. */
const LOOK_MILLIS = 5;

export interface Plan {
  readonly file: File;
  readonly host: HostId;
}

interface Running {
  readonly host: HostId;
  /** Which kill came while it ran. */
  killedBy: number | null;
}

/** Uploads and pulls under way, and SIGKILLs of the service that does them. */
export class Storm {
  readonly acknowledged: File[] = [];
  /** What a host gave out whole and under a name that it does not have. */
  readonly lies: string[] = [];
  pulls = 0;
  kills = 0;
  private readonly running = new Set<Running>();
  private readonly felt = new Set<number>();
  private isOver = false;

  constructor(
    private readonly api: APIRequestContext,
    private readonly draw: () => number,
  ) {}

  /** Kills that broke a request in the middle. */
  get killsFelt(): number {
    return this.felt.size;
  }

  /** Resolves when every file was acknowledged. */
  async blow(plans: readonly Plan[], how: { uploaders: number; pullers: number; killEvery: number }): Promise<void> {
    const left = [...plans].reverse();
    const uploaders = Array.from({ length: how.uploaders }, async () => {
      for (let plan = left.pop(); plan; plan = left.pop()) await this.upload(plan);
    });
    const others = [this.killNowAndThen(how.killEvery), ...Array.from({ length: how.pullers }, () => this.pull())];
    try {
      await Promise.all(uploaders);
    } finally {
      this.isOver = true;
      await Promise.all(others);
    }
  }

  private async upload({ file, host }: Plan): Promise<void> {
    const deadline = Date.now() + GIVE_UP_MILLIS;
    for (;;) {
      const status = await this.watched(host, async () => (await put(this.api, host, file)).status());
      if (status === 200 || status === 201) break;
      if (Date.now() > deadline) throw new Error(`Host ${host} answers ${status} to an upload, again and again.`);
      await pause(AGAIN_MILLIS);
    }
    this.acknowledged.push(file);
  }

  private async pull(): Promise<void> {
    while (!this.isOver) {
      const file = this.acknowledged[Math.floor(this.draw() * this.acknowledged.length)];
      const host = this.draw() < 0.5 ? 'a' : 'b';
      const got = file && (await this.watched(host, () => shown(host, file.sha256)));
      if (got === file?.sha256) this.pulls++;
      else if (typeof got === 'string') this.lies.push(`${file!.sha256} on ${host}: ${got}`);
      await pause(LOOK_MILLIS);
    }
  }

  /** What it resolves to; null when the connection breaks. */
  private async watched<T>(host: HostId, act: () => Promise<T>): Promise<T | null> {
    const running: Running = { host, killedBy: null };
    this.running.add(running);
    let got: T | null = null;
    try {
      got = await act();
    } catch {
      // The service is away, or went away.
    } finally {
      this.running.delete(running);
    }
    const isBroken = got === null || (typeof got === 'number' && got >= 500);
    if (isBroken && running.killedBy !== null) this.felt.add(running.killedBy);
    return got;
  }

  /** Each time after so many files on average, at whatever is being done then. */
  private async killNowAndThen(every: number): Promise<void> {
    let next = 0;
    while (!this.isOver) {
      next += Math.ceil(every * (0.5 + this.draw()));
      const host = this.draw() < 0.5 ? 'a' : 'b';
      while (!this.isOver && (this.acknowledged.length < next || !this.isBusy(host))) await pause(LOOK_MILLIS);
      await pause(this.draw() * 50);
      if (!this.isOver) this.kill(host);
    }
  }

  private isBusy(host: HostId): boolean {
    return pidOf('media', host) !== undefined && [...this.running].some((one) => one.host === host);
  }

  private kill(host: HostId): void {
    const pid = pidOf('media', host);
    if (pid === undefined) return;
    this.kills++;
    for (const one of this.running) if (one.host === host) one.killedBy ??= this.kills;
    process.kill(pid, 'SIGKILL');
  }
}
