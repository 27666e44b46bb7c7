import type { LanguageCode } from '../choice';
import { language } from '../language.svelte';
import { editEn, type EditWords } from './en';
import { editNl } from './nl';

const dictionaries: Readonly<Record<LanguageCode, EditWords>> = { en: editEn, nl: editNl };

/** The editor's own words in the language of the moment; reading it in a component follows the switch. */
export const sayEdit = (): EditWords => dictionaries[language.code];
