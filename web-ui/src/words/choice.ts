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
