import type { LanguageCode } from '../choice';
import { en } from '../en';
import { language } from '../language.svelte';
import { nl } from '../nl';
import { teacherEn } from './en';
import { teacherNl } from './nl';

const dictionaries = { en: { ...en, ...teacherEn }, nl: { ...nl, ...teacherNl } };

/** Every word of the teacher app. */
export type TeacherWords = (typeof dictionaries)[LanguageCode];

/** The words in the language of the moment; reading it in a component follows the switch. */
export const say = (): TeacherWords => dictionaries[language.code];
