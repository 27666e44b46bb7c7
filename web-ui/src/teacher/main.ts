import { mount } from 'svelte';
import '../look/look.css';
import { theme } from '../look/theme.svelte';
import { ApiClient } from '../net/api';
import { Connection } from '../net/connection.svelte';
import { language } from '../words/language.svelte';
import { Session } from './account/session.svelte';
import { Boards } from './boards/boards.svelte';
import { router } from './router.svelte';
import TeacherApp from './TeacherApp.svelte';

theme.start();
language.start();
router.start();

const target = document.getElementById('app');
if (target) {
  const connection = await Connection.open();
  const api = new ApiClient(connection);
  const session = new Session(api);
  const boards = new Boards(
    connection,
    () => void session.check(),
    (steeredBoards) => session.keep({ steeredBoards }),
  );
  mount(TeacherApp, { target, props: { app: { connection, api, session, boards } } });
  await session.start();
}
