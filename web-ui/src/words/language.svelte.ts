import { recall, remember } from '../look/memory';
import { chooseLanguage, type LanguageCode } from './choice';
import { en, type Words } from './en';
import { nl } from './nl';

const KEY = 'steadyboard.language';
const dictionaries: Readonly<Record<LanguageCode, Words>> = { en, nl };

class Language {
  code = $state<LanguageCode>('en');

  start(): void {
    this.use(chooseLanguage(recall(KEY), navigator.languages));
  }

  choose(code: LanguageCode): void {
    remember(KEY, code);
    this.use(code);
  }

  get words(): Words {
    return dictionaries[this.code];
  }

  private use(code: LanguageCode): void {
    this.code = code;
    document.documentElement.lang = code;
  }
}

export const language = new Language();

/** The words in the language of the moment; reading it in a component follows the switch. */
export const say = (): Words => language.words;
