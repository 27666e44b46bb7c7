/** What a key or a presenter-clicker's button asks for while a lesson is open. */
export type SteerAction = 'next' | 'previous' | 'first' | 'last' | 'blank';

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

const ACTIONS: Readonly<Record<string, SteerAction>> = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
  PageUp: 'previous',
  Home: 'first',
  End: 'last',
  b: 'blank',
  B: 'blank',
  '.': 'blank',
};

/** Null when the key is not for steering. Shift with space goes back; any other modifier belongs to the browser. */
export function actionOf(press: KeyPress): SteerAction | null {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  if (press.key === ' ' && press.shiftKey) return 'previous';
  return ACTIONS[press.key] ?? null;
}
