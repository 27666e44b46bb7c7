import { language } from '../language.svelte';
import { mediaEn, type MediaWords } from './en';
import { mediaNl } from './nl';

const dictionaries = { en: mediaEn, nl: mediaNl };

/** The words of pictures and files in the language of the moment; reading it in a component follows the switch. */
export const sayMedia = (): MediaWords => dictionaries[language.code];

/** What went wrong with a file, by its stable code. */
export function explainMedia(words: MediaWords, code: string): string {
  return new Map<string, string>(Object.entries(words.problems)).get(code) ?? words.problems.internal;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** As people say it: 3.4 MB. */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  const style = { style: 'unit', unit: UNITS[power] ?? 'byte', maximumFractionDigits: value < 10 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language.code, style).format(value);
}

export function dateText(date: string): string {
  const at = new Date(date);
  return Number.isNaN(at.getTime()) ? '' : new Intl.DateTimeFormat(language.code, { dateStyle: 'medium' }).format(at);
}
