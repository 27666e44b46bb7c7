import { resolve } from 'node:path';

/** Two runs may go on side by side: each has a folder for what it leaves, and ports, of its own. */
export const RESULTS = resolve(import.meta.dirname, '..', process.env.STEADYBOARD_STORIES_RESULTS ?? 'test-results');
export const FIRST_PORT = Number(process.env.STEADYBOARD_STORIES_PORT ?? 8800);
