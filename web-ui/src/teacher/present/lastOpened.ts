import { forget, recall, remember } from '../../look/memory';

/** The lesson that was open last, to go on from the first screen. */
export interface LastOpened {
  readonly lessonId: string;
  readonly pageId: string;
  readonly step: number;
  readonly title: string;
}

const KEY = 'steadyboard.goOn';

export function lastOpened(): LastOpened | null {
  const kept = recall<LastOpened>(KEY);
  return kept && typeof kept.lessonId === 'string' && typeof kept.title === 'string' ? kept : null;
}

export function rememberOpened(opened: LastOpened): void {
  remember(KEY, opened);
}

export function forgetOpened(): void {
  forget(KEY);
}
