import type { LanguageCode } from '../../words/choice';

/** A language's name in the reader's language: "fr" is "French" or "Frans". Unknown tags stay as they are. */
export function languageName(tag: string, reader: LanguageCode): string {
  try {
    const name = new Intl.DisplayNames([reader], { type: 'language' }).of(tag.replace('_', '-')) ?? tag;
    return name.charAt(0).toLocaleUpperCase(reader) + name.slice(1);
  } catch {
    return tag;
  }
}
