import { mount } from 'svelte';
import '../look/look.css';
import { theme } from '../look/theme.svelte';
import { ApiClient } from '../net/api';
import { Connection } from '../net/connection.svelte';
import { language } from '../words/language.svelte';
import { keepAwake } from './awake';
import { Board } from './board.svelte';
import BoardPage from './BoardPage.svelte';
import { boardIdentity } from './identity';

theme.start();
language.start();
keepAwake();

const target = document.getElementById('app');
if (target) {
  const connection = await Connection.open();
  const board = new Board(connection, new ApiClient(connection), boardIdentity());
  board.start();
  mount(BoardPage, { target, props: { board } });
}
