import { forget, recall, remember } from '../look/memory';
import { readRoute, writeRoute, type Route } from './routes';

const KEY = 'steadyboard.lastLesson';

/** The route of the moment. A lesson that was open when the browser was closed opens again. */
class Router {
  route = $state.raw<Route>({ at: 'home' });
  /** The list that led to the open lesson. */
  cameFrom = $state.raw<Route>({ at: 'home' });

  start(): void {
    const kept = recall<string>(KEY);
    if (location.hash.length <= 2 && typeof kept === 'string') history.replaceState(null, '', kept);
    this.read();
    addEventListener('hashchange', () => this.read());
  }

  go(route: Route): void {
    location.hash = writeRoute(route);
  }

  /** Changes the address without a step in the browser's history. */
  replace(route: Route): void {
    history.replaceState(null, '', writeRoute(route));
    this.read();
  }

  private read(): void {
    const route = readRoute(location.hash);
    const isOpen = route.at === 'lesson' || route.at === 'edit';
    if (!isOpen && route.at !== 'pair') this.cameFrom = route;
    if (writeRoute(route) !== writeRoute(this.route)) this.route = route;
    if (isOpen) remember(KEY, writeRoute(route));
    else if (route.at !== 'pair') forget(KEY);
  }
}

export const router = new Router();
