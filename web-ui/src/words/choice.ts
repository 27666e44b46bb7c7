import type { ApiError } from '../net/api';
import type { Words } from './en';

export const LANGUAGES = { en: 'English', nl: 'Nederlands' } as const;
export type LanguageCode = keyof typeof LANGUAGES;

export function isLanguage(value: unknown): value is LanguageCode {
  return value === 'en' || value === 'nl';
}

/** What was chosen before, otherwise the first language of the browser that we speak, otherwise English. */
export function chooseLanguage(kept: unknown, browser: readonly string[]): LanguageCode {
  if (isLanguage(kept)) return kept;
  for (const tag of browser) {
    const base = tag.toLowerCase().split('-')[0];
    if (isLanguage(base)) return base;
  }
  return 'en';
}

type Explained = Pick<ApiError, 'code' | 'retryAfterSeconds'> & Partial<Pick<ApiError, 'tried'>>;

/**
 * What went wrong in the reader's words: by the stable code, and with the wait that the server asked for and the
 * hosts that were tried.
 */
export function explain(words: Words, problem: Explained): string {
  const known = new Map<string, string>(Object.entries(words.problems));
  const seconds = problem.retryAfterSeconds;
  const wait = seconds ? ` ${words.waitSeconds(seconds)}` : '';
  const hosts = new Set(problem.tried?.map((one) => one.hostId));
  const tried = hosts.size > 1 ? ` ${words.tried([...hosts].join(', '))}` : '';
  return (known.get(problem.code) ?? words.problems.internal) + wait + tried;
}
