import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { dataFolder, originOf, type HostId } from './steadyboard';

/** Of Postgres' port, above its host's first. */
const PORT_OFFSET = 5;
const PATIENCE_MILLIS = 3000;
const DATABASE = 'steadyboard';

/** Another than the product's: it can be reached also while that one refuses connections. */
export type DatabaseName = typeof DATABASE | 'postgres';

/**
 * A superuser's session on a host's own Postgres. Whoever opens it ends it.
 *
 * @param patienceMillis for each answer; 0 waits for ever
 * @throws when Postgres does not answer in time
 */
export async function openDatabase(
  host: HostId,
  database: DatabaseName = DATABASE,
  patienceMillis = PATIENCE_MILLIS,
): Promise<Client> {
  return opened(host, {
    user: 'postgres',
    password: keys().superuserPassword,
    database,
    query_timeout: patienceMillis,
  });
}

/** The same for one piece of work. */
export async function inDatabase<T>(
  host: HostId,
  work: (database: Client) => Promise<T>,
  name: DatabaseName = DATABASE,
): Promise<T> {
  const database = await openDatabase(host, name);
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

/** Null when a service could open a connection and ask now, else why not. */
export async function databaseTrouble(host: HostId): Promise<string | null> {
  try {
    const user = DATABASE; // the services' role is called as the database is
    const database = await opened(host, { user, password: keys().databasePassword, database: DATABASE });
    try {
      await database.query('select 1');
      return null;
    } finally {
      await database.end();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function opened(host: HostId, config: ClientConfig): Promise<Client> {
  const port = Number(new URL(originOf(host)).port) + PORT_OFFSET;
  const client = new Client({
    host: '127.0.0.1',
    port,
    connectionTimeoutMillis: PATIENCE_MILLIS,
    query_timeout: PATIENCE_MILLIS,
    ...config,
  });
  // A database that goes away under an idle session is what many stories are about; the next query says so.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function keys(): { readonly superuserPassword: string; readonly databasePassword: string } {
  const folder = dataFolder();
  if (!folder) throw new Error('Only with hosts of our own: their passwords stand in STEADYBOARD_DATA.');
  return JSON.parse(readFileSync(join(folder, 'keys.json'), 'utf8'));
}
