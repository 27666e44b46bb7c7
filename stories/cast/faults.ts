import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Client } from 'pg';
import { databaseTrouble, inDatabase, openDatabase } from '../host/database';
import { mountTrouble, SmallDisk } from '../host/small-disk';
import {
  cutLink,
  cutLinkOneWay,
  freezePart,
  healLink,
  killHost,
  killPart,
  originOf,
  startHost,
  startPart,
  status,
  thawPart,
  type HostId,
  type Part,
} from '../host/steadyboard';
import { answers, isReady } from './hosts';
import type { Direction, Link } from './link';

/** What a fault may be made of besides the hosts themselves. */
export interface Scene {
  /** Between all browsers and all hosts. */
  readonly cable: Link;
  /** A page that may reach every host as far as the cable goes. */
  readonly page: Page;
}

/** Something that breaks on a host by half, and stays broken until it is mended. */
export interface Fault {
  readonly name: string;
  /** Null when it can be made on this machine, else why not. */
  readonly trouble?: () => Promise<string | null>;
  /** Before any browser is there, and after the last one. */
  readonly prepare?: () => Promise<void>;
  readonly cleanUp?: () => Promise<void>;
  /** Returns when it is made. */
  readonly make: (scene: Scene) => Promise<void>;
  /** Null when it can be felt now, else what still works. Asked until it can, for some seconds. */
  readonly control: (scene: Scene) => Promise<string | null>;
  /** Returns when it is over. Harmless when it was never made, or mended before. */
  readonly mend: (scene: Scene) => Promise<void>;
  /** Whether a class must stand still whose teacher may use the other host only, and whose board this one only. */
  readonly stopsTheLonely: boolean;
}

/** Every half-failure of `host`; `other` stays whole. */
export function halfFailuresOf(host: HostId, other: HostId): readonly Fault[] {
  return [
    {
      name: 'Postgres is dead',
      make: () => killPart('postgres', host),
      control: () => databaseIsAway(host),
      mend: () => startPart('postgres', host),
      stopsTheLonely: true,
    },
    frozen(host, 'postgres', () => databaseIsAway(host)),
    refusesConnections(host),
    diskFull(host, 'rows'),
    diskFull(host, 'log'),
    deaf(host),
    frozen(host, 'board', () => partIsSilent(host, 'board')),
    { ...frozen(host, 'lesson', () => partIsSilent(host, 'lesson')), stopsTheLonely: false },
    frozen(host, 'ingress', () => partIsSilent(host, 'ingress')),
    oneWay(host, other, 'hears nothing'),
    oneWay(host, other, 'is heard by nobody'),
    streamFrozen(host, other),
    stageLocked(host),
    {
      name: 'the link between the hosts is cut',
      make: () => cutLink(host, other),
      control: async () => said((await status()).cuts.length === 1, 'no link is cut'),
      mend: () => healLink(host, other),
      stopsTheLonely: true,
    },
    linkCutOneWay(other, host),
    linkCutOneWay(host, other),
    {
      name: 'the link is cut and the host dies',
      async make() {
        await Promise.all([cutLink(host, other), killHost(host)]);
      },
      control: async () => said(!(await answers(host)), `host ${host} answers`),
      async mend() {
        await healLink(host, other);
        await startHost(host);
      },
      stopsTheLonely: true,
    },
  ];
}

function frozen(host: HostId, part: Part, control: Fault['control']): Fault {
  return {
    name: `${part === 'postgres' ? 'Postgres' : part === 'ingress' ? 'the ingress' : `${part}-service`} is frozen`,
    make: () => freezePart(part, host),
    control,
    mend: () => thawPart(part, host),
    stopsTheLonely: true,
  };
}

/** Open connections stay, and so does whatever needs no new one. */
function refusesConnections(host: HostId): Fault {
  const allow = (allowed: boolean) =>
    inDatabase(
      host,
      (database) => database.query(`alter database steadyboard allow_connections ${allowed}`),
      'postgres',
    );
  return {
    name: 'Postgres refuses new connections',
    async make() {
      await allow(false);
    },
    control: () => databaseIsAway(host, /not currently accepting connections/),
    async mend() {
      await allow(true);
    },
    stopsTheLonely: false,
  };
}

/**
 * `rows`: no table can grow, and commits still find room in the files of the log that are there. `log`: that is used up as
 * well; Postgres ends, and ends again each time that it is started.
 */
function diskFull(host: HostId, how: 'rows' | 'log'): Fault {
  const disk = new SmallDisk(host);
  return {
    name: how === 'rows' ? 'its disk is full' : 'its disk is full, and so is the log',
    trouble: mountTrouble,
    prepare: () => disk.moveIn(),
    cleanUp: () => disk.moveOut(),
    async make() {
      await beginAFileOfTheLog(host);
      await disk.fill();
      if (how === 'log') await useUpTheLog(host);
    },
    async control() {
      if (!(await disk.isFull())) return 'there is room on the disk';
      return how === 'log' ? databaseIsAway(host) : tablesCanGrow(host);
    },
    async mend() {
      await disk.makeRoom();
      if (how === 'log') await startPart('postgres', host);
    },
    stopsTheLonely: how === 'log',
  };
}

/** With 16 MiB of room in it, which last for longer than any story holds a fault. */
async function beginAFileOfTheLog(host: HostId): Promise<void> {
  await inDatabase(host, async (database) => {
    await database.query('select pg_switch_wal()');
    await database.query("select pg_logical_emit_message(true, 'story', 'the first word in the file')");
  });
}

async function useUpTheLog(host: HostId): Promise<void> {
  const database = await openDatabase(host);
  try {
    for (;;) await database.query("select pg_logical_emit_message(false, 'story', repeat('x', 1000000))");
  } catch {
    // Postgres is gone, as it should.
  } finally {
    await database.end().catch(() => undefined);
  }
}

async function tablesCanGrow(host: HostId): Promise<string | null> {
  try {
    await inDatabase(host, (database) =>
      database.query("create temp table ballast as select repeat('x', 1000) from generate_series(1, 5000)"),
    );
    return 'a table can grow';
  } catch (error) {
    return said(/No space left/.test(String(error)), `a table cannot grow, but for another reason: ${error}`);
  }
}

/**
 * The connection that listens is broken and cannot be made again, while all others can. The trigger turns away whoever
 * tells this name when it signs in; who takes the name later is ended within milliseconds.
 */
function deaf(host: HostId): Fault {
  const LISTENER = 'row-changes';
  let guard: Client | null = null;
  return {
    name: 'its services are deaf (no LISTEN)',
    async make() {
      await inDatabase(host, async (database) => {
        await database.query(`
          create function public.keep_deaf() returns event_trigger language plpgsql as $$ begin
            if current_setting('application_name') = '${LISTENER}' then
              raise exception 'this host is kept deaf';
            end if;
          end $$`);
        await database.query('create event trigger keep_deaf on login execute function public.keep_deaf()');
        await database.query('alter event trigger keep_deaf enable always');
      });
      guard = await openDatabase(host, 'postgres', 0);
      guard
        .query(
          `do $$ begin loop
            perform pg_terminate_backend(pid) from pg_stat_get_activity(null) where application_name = '${LISTENER}';
            perform pg_stat_clear_snapshot();
            perform pg_sleep(0.002);
          end loop; end $$`,
        )
        .catch(() => undefined);
    },
    async control() {
      const { rows } = await inDatabase(host, (database) =>
        database.query(`select 1 from pg_stat_activity where application_name = '${LISTENER}'`),
      );
      return said(rows.length === 0, 'someone listens');
    },
    async mend() {
      // The other end of a loop does not notice that its client is gone: it is ended from outside.
      await inDatabase(host, async (database) => {
        await database.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where query like 'do $$ begin loop%'",
        );
        await database.query('drop event trigger if exists keep_deaf');
        await database.query('drop function if exists public.keep_deaf()');
      });
      await guard?.end().catch(() => undefined);
      guard = null;
    },
    stopsTheLonely: true,
  };
}

/** Browsers and the other host alike: what is said to this host is lost, or what it says. */
function oneWay(host: HostId, other: HostId, how: 'hears nothing' | 'is heard by nobody'): Fault {
  const direction: Direction = how === 'hears nothing' ? 'out' : 'back';
  return {
    name: `its network is one-way: it ${how}`,
    async make({ cable }) {
      cable.cut([direction], originOf(host));
      if (how === 'hears nothing') await cutLinkOneWay(other, host);
      else await cutLinkOneWay(host, other);
    },
    async control({ page }) {
      if ((await status()).oneWayCuts.length !== 1) return 'no link is cut';
      return said(!(await reaches(page, originOf(host))), 'a browser reaches it');
    },
    async mend({ cable }) {
      cable.mend();
      await healLink(host, other);
    },
    stopsTheLonely: true,
  };
}

function reaches(page: Page, url: string): Promise<boolean> {
  return page.evaluate(
    (host) =>
      fetch(`${host}/api/host`, { signal: AbortSignal.timeout(1000) }).then(
        () => true,
        () => false,
      ),
    url,
  );
}

/** The worker that applies what the other host writes stands still; everything else lives. */
function streamFrozen(host: HostId, other: HostId): Fault {
  let workers: readonly number[] = [];
  return {
    name: `the stream from host ${other} is frozen`,
    async make() {
      const { rows } = await inDatabase(host, (database) =>
        database.query<{ pid: number }>(
          "select pid from pg_stat_activity where backend_type like 'logical replication % worker'",
        ),
      );
      workers = rows.map(({ pid }) => pid);
      for (const pid of workers) process.kill(pid, 'SIGSTOP');
    },
    control: async () => said(workers.length > 0 && workers.every(standsStill), 'the worker runs'),
    async mend() {
      for (const pid of workers) {
        try {
          process.kill(pid, 'SIGCONT');
        } catch {
          // It ended meanwhile.
        }
      }
      workers = [];
    },
    stopsTheLonely: true,
  };
}

function standsStill(pid: number): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat[stat.lastIndexOf(')') + 2] === 'T';
}

/** Whoever writes a stage waits, the stream from the other host as well; reading goes on. */
function stageLocked(host: HostId): Fault {
  let holder: Client | null = null;
  return {
    name: 'a lock is held on board.stage',
    async make() {
      holder = await openDatabase(host);
      await holder.query('begin');
      await holder.query('lock table board.stage in share row exclusive mode');
    },
    async control() {
      const locked = await inDatabase(host, async (database) => {
        await database.query('begin');
        return database.query('lock table board.stage in row exclusive mode nowait').then(
          () => false,
          () => true,
        );
      });
      return said(locked, 'a stage can be written');
    },
    async mend() {
      await holder?.end().catch(() => undefined);
      holder = null;
    },
    stopsTheLonely: true,
  };
}

function linkCutOneWay(from: HostId, to: HostId): Fault {
  return {
    name: `the link is cut from ${from} to ${to} only`,
    make: () => cutLinkOneWay(from, to),
    control: async () => said((await status()).oneWayCuts.length === 1, 'no link is cut'),
    mend: () => healLink(from, to),
    stopsTheLonely: true,
  };
}

async function databaseIsAway(host: HostId, why = /./): Promise<string | null> {
  const trouble = await databaseTrouble(host);
  return trouble === null ? 'the database can be asked' : said(why.test(trouble), trouble);
}

async function partIsSilent(host: HostId, part: 'board' | 'lesson' | 'ingress'): Promise<string | null> {
  return said(!(await isReady(host, part)), `${part} answers`);
}

function said(felt: boolean, whatWorks: string): string | null {
  return felt ? null : whatWorks;
}
