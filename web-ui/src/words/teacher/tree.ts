import type { LanguageCode } from '../choice';
import { language } from '../language.svelte';

/** What changing the tree says, in English: loaded with what changes it. `nl` has the same keys. */
const en = {
  // Making
  newCourse: 'New course',
  newTheme: 'New theme',
  newLesson: 'New lesson',
  title: 'Title',
  titleMissing: 'Please give it a title.',
  lessonLanguage: 'Language of the lesson',
  lessonsLanguage: 'Language of the lessons',
  severalLanguages: 'Several languages',
  otherLanguage: 'Another language',
  tags: 'Tags',
  tagsHint: 'Words to find it by. Press Enter after each.',
  addTag: 'Add tag',
  removeTag: (tag: string) => `Remove tag ${tag}`,
  tooManyTags: (most: number) => `${most} tags are enough.`,
  make: 'Make',
  save: 'Save',
  cancel: 'Cancel',

  // What can be done with one
  actions: (title: string) => `What to do with ${title}`,
  edit: 'Edit',
  rename: 'Name, tags, language',
  renameTitle: (title: string) => `Change “${title}”`,
  earlier: 'Put earlier',
  later: 'Put later',
  moveTo: 'Move to…',
  moveTitle: (title: string) => `Move “${title}”`,
  moveHere: 'Move here',
  isHere: 'It is here now.',
  copy: 'Copy to my lessons',
  copyTitle: (title: string) => `Copy “${title}”`,
  copyHere: 'Copy here',
  remove: 'Delete',
  top: 'Lessons',
  noPlaces: 'There is nothing to open here.',
  openPlace: (title: string) => `Open ${title}`,

  // Carrying
  carry: (title: string) => `Move ${title}`,
  carryHint: 'Drag it; or press Enter, use the arrow keys, and press Enter again.',
  taken: (title: string, place: number, places: number) =>
    `${title} is picked up, at place ${place} of ${places}. The arrow keys move it, Enter puts it down, Escape leaves it where it was.`,
  at: (title: string, place: number, places: number) => `${title} at place ${place} of ${places}.`,
  putDown: (title: string, place: number, places: number) => `${title} is put down at place ${place} of ${places}.`,
  putBack: (title: string) => `${title} stays where it was.`,

  // What was done
  done: {
    make: (title: string) => `“${title}” is made.`,
    describe: (title: string) => `“${title}” is changed.`,
    move: (title: string) => `“${title}” is moved.`,
    delete: (title: string) => `“${title}” is deleted.`,
    restore: (title: string) => `“${title}” is back.`,
    copy: (title: string) => `“${title}” is copied.`,
    full: (title: string) => `“${title}” was not changed: too much waits to be saved. Please connect first.`,
  },
  undo: 'Undo',
  open: 'Open',

  // What waits
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  waiting: (count: number) =>
    count === 1
      ? '1 change is kept on this device. It is saved as soon as it can be.'
      : `${count} changes are kept on this device. They are saved as soon as they can be.`,
  saveNow: 'Save now',
  showWaiting: 'Show what waits',
  hideWaiting: 'Hide what waits',
  letGo: 'Let go',
  letGoOf: (change: string) => `Let go: ${change}`,
  sayAgain: 'Try again',
  change: {
    make: (title: string) => `New: ${title}`,
    describe: (title: string) => `Name, tags, language: ${title}`,
    move: (title: string) => `Move: ${title}`,
    delete: (title: string) => `Delete: ${title}`,
    restore: (title: string) => `Bring back: ${title}`,
    copy: (title: string) => `Copy: ${title}`,
  },
  notDone: (change: string) => `Not done: ${change}.`,
  refusals: {
    'not-allowed': 'Only its owner may change it. You can make a copy.',
    'not-found': 'It is not there any more. Perhaps it was deleted.',
    'would-make-cycle': 'It cannot go inside itself.',
    conflict: 'It does not go there: something changed meanwhile, or what is shared would come among what is yours.',
    invalid: 'It cannot stand there. Perhaps that place is gone, or too deep.',
    'lesson-too-large': 'This lesson is too large to be copied.',
    internal: 'Something went wrong at our side.',
  },

  // What was deleted
  deleted: 'Deleted',
  deletedLead: 'What you deleted stays here. Bring it back when you miss it.',
  deletedNothing: 'Nothing was deleted.',
  bringBack: 'Bring back',
  bringBackNamed: (title: string) => `Bring back: ${title}`,
  bringBackWith: (title: string) => `Bring back, with ${title}`,
  bringBackNamedWith: (title: string, above: string) => `Bring back, with ${above}: ${title}`,
  deletedWhen: (when: string) => `deleted ${when}`,
  ofATeacher: 'of a teacher',
  comesBack: 'Coming back…',
};

export type TreeWords = typeof en;

const nl: TreeWords = {
  newCourse: 'Nieuwe cursus',
  newTheme: 'Nieuw thema',
  newLesson: 'Nieuwe les',
  title: 'Titel',
  titleMissing: 'Geef het een titel.',
  lessonLanguage: 'Taal van de les',
  lessonsLanguage: 'Taal van de lessen',
  severalLanguages: 'Meerdere talen',
  otherLanguage: 'Een andere taal',
  tags: 'Labels',
  tagsHint: 'Woorden om het mee te vinden. Druk na elk woord op Enter.',
  addTag: 'Label toevoegen',
  removeTag: (tag) => `Haal label ${tag} weg`,
  tooManyTags: (most) => `${most} labels zijn genoeg.`,
  make: 'Maken',
  save: 'Opslaan',
  cancel: 'Annuleren',

  actions: (title) => `Wat te doen met ${title}`,
  edit: 'Bewerken',
  rename: 'Naam, labels, taal',
  renameTitle: (title) => `Verander “${title}”`,
  earlier: 'Eerder zetten',
  later: 'Later zetten',
  moveTo: 'Verplaatsen naar…',
  moveTitle: (title) => `Verplaats “${title}”`,
  moveHere: 'Hierheen verplaatsen',
  isHere: 'Het staat hier nu.',
  copy: 'Kopiëren naar mijn lessen',
  copyTitle: (title) => `Kopieer “${title}”`,
  copyHere: 'Hierheen kopiëren',
  remove: 'Verwijderen',
  top: 'Lessen',
  noPlaces: 'Hier is niets om te openen.',
  openPlace: (title) => `Open ${title}`,

  carry: (title) => `Verplaats ${title}`,
  carryHint: 'Sleep het; of druk op Enter, gebruik de pijltjes en druk weer op Enter.',
  taken: (title, place, places) =>
    `${title} is opgepakt, op plaats ${place} van ${places}. De pijltjes verplaatsen het, Enter zet het neer, Escape laat het waar het was.`,
  at: (title, place, places) => `${title} op plaats ${place} van ${places}.`,
  putDown: (title, place, places) => `${title} is neergezet op plaats ${place} van ${places}.`,
  putBack: (title) => `${title} blijft waar het was.`,

  done: {
    make: (title) => `“${title}” is gemaakt.`,
    describe: (title) => `“${title}” is veranderd.`,
    move: (title) => `“${title}” is verplaatst.`,
    delete: (title) => `“${title}” is verwijderd.`,
    restore: (title) => `“${title}” is terug.`,
    copy: (title) => `“${title}” is gekopieerd.`,
    full: (title) => `“${title}” is niet veranderd: er wacht te veel op opslaan. Maak eerst verbinding.`,
  },
  undo: 'Ongedaan maken',
  open: 'Openen',

  saving: 'Opslaan…',
  unsaved: 'Nog niet opgeslagen',
  waiting: (count) =>
    count === 1
      ? '1 wijziging staat alleen op dit apparaat. We slaan haar op zodra het kan.'
      : `${count} wijzigingen staan alleen op dit apparaat. We slaan ze op zodra het kan.`,
  saveNow: 'Nu opslaan',
  showWaiting: 'Toon wat wacht',
  hideWaiting: 'Verberg wat wacht',
  letGo: 'Laat maar',
  letGoOf: (change) => `Laat maar: ${change}`,
  sayAgain: 'Probeer opnieuw',
  change: {
    make: (title) => `Nieuw: ${title}`,
    describe: (title) => `Naam, labels, taal: ${title}`,
    move: (title) => `Verplaatsen: ${title}`,
    delete: (title) => `Verwijderen: ${title}`,
    restore: (title) => `Terughalen: ${title}`,
    copy: (title) => `Kopiëren: ${title}`,
  },
  notDone: (change) => `Niet gelukt: ${change}.`,
  refusals: {
    'not-allowed': 'Alleen de eigenaar mag het veranderen. Je kunt een kopie maken.',
    'not-found': 'Het is er niet meer. Misschien is het verwijderd.',
    'would-make-cycle': 'Het past niet in zichzelf.',
    conflict:
      'Daar kan het niet staan: er is intussen iets veranderd, of iets van iedereen zou tussen iets van jou komen.',
    invalid: 'Daar kan het niet staan. Misschien is die plek weg, of te diep.',
    'lesson-too-large': 'Deze les is te groot om te kopiëren.',
    internal: 'Er ging iets mis aan onze kant.',
  },

  deleted: 'Verwijderd',
  deletedLead: 'Wat je hebt verwijderd, blijft hier. Haal het terug als je het mist.',
  deletedNothing: 'Er is niets verwijderd.',
  bringBack: 'Terughalen',
  bringBackNamed: (title) => `Terughalen: ${title}`,
  bringBackWith: (title) => `Terughalen, met ${title}`,
  bringBackNamedWith: (title, above) => `Terughalen, met ${above}: ${title}`,
  deletedWhen: (when) => `${when} verwijderd`,
  ofATeacher: 'van een leraar',
  comesBack: 'Komt terug…',
};

export const treeWords: Readonly<Record<LanguageCode, TreeWords>> = { en, nl };

/** The words in the language of the moment; reading it in a component follows the switch. */
export const sayTree = (): TreeWords => treeWords[language.code];

/** Why a host did not take a change, in the reader's words; null when it was not about the change. */
export function refusal(words: TreeWords, code: string): string | null {
  return new Map<string, string>(Object.entries(words.refusals)).get(code) ?? null;
}
