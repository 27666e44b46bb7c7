import { getContext, setContext } from 'svelte';
import type { ApiClient } from '../net/api';
import type { Connection } from '../net/connection.svelte';
import type { Session } from './account/session.svelte';
import type { Boards } from './boards/boards.svelte';

/** What every screen of the teacher app may use. */
export interface App {
  readonly connection: Connection;
  readonly api: ApiClient;
  readonly session: Session;
  readonly boards: Boards;
}

const KEY = Symbol('app');

export function provideApp(app: App): void {
  setContext(KEY, app);
}

export function useApp(): App {
  return getContext<App>(KEY);
}
