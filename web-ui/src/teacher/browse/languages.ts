import type { LanguageCode } from '../../words/choice';

/**
 * A language's name in the reader's language: "fr" is "French" or "Frans". Unknown tags stay as they are; what is in
 * several languages ("mul") or in none that is known ("und") has no name.
 */
export function languageName(tag: string, reader: LanguageCode): string {
  if (tag === 'mul' || tag === 'und') return '';
  try {
    const name = new Intl.DisplayNames([reader], { type: 'language' }).of(tag.replace('_', '-')) ?? tag;
    return name.charAt(0).toLocaleUpperCase(reader) + name.slice(1);
  } catch {
    return tag;
  }
}
