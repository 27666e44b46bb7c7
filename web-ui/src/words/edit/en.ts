/** What only the editor says, in English. `nl.ts` has the same keys. */
export const editEn = {
  editing: (title: string) => `Editing: ${title}`,
  doneEditing: 'Done',
  pages: 'Pages',
  textOf: (page: number) => `Text of page ${page}`,
  emptyPage: 'Write here. A line that begins with # is a title.',
  noTitle: 'Empty page',
  noPages: 'This lesson has no pages yet.',
  firstPage: 'Make the first page',
  notAllowed: 'Only who owns this lesson changes it. Make a copy to change it as you like.',

  // Saving
  saved: 'Saved',
  saving: 'Saving…',
  kept: 'No connection. Kept on this device, and saved as soon as a host answers.',
  notKept: 'No connection, and this browser keeps nothing. Leave this page open.',
  newer: 'Somebody else changed a page. Please choose.',
  refused: 'A page could not be saved as it is.',
  changedByOthers: 'Somebody else has just changed this page.',
  tryNow: 'Try now',
  picturesComing: (count: number, percent: number) =>
    count === 1 ? `1 picture on its way: ${percent} %` : `${count} pictures on their way: ${percent} %`,
  picturesSilent: (count: number): string => (count === 1 ? 'What is on the picture?' : 'What is on the pictures?'),

  // Texts that no host takes
  leftTitle: 'Your texts',
  leftLead: 'You wrote this on this device, and it can no longer be saved in this lesson. Copy what you want to keep.',
  copyText: 'Copy',
  copied: 'Copied',
  forgetTexts: 'Throw away',
  forgetSure: 'Throw these texts away?',
  forgetNow: 'Throw away for good',
  forgetNot: 'Keep',

  // Pages
  addPage: 'New page',
  copyPage: 'Duplicate page',
  pageUp: 'Move page up',
  pageDown: 'Move page down',
  deletePage: 'Delete page',
  pageMoved: (page: number) => `Now page ${page}.`,
  pageDeleted: 'The page is deleted.',
  bringBack: 'Bring back',
  deletedPages: 'Deleted pages',
  noDeletedPages: 'No page of this lesson was deleted.',
  keysHint: 'Alt with arrow up or down moves the page.',

  // The bar
  bar: 'Layout',
  heading: 'Title',
  bold: 'Bold',
  list: 'List',
  table: 'Table',
  picture: 'Picture',
  note: 'Note for yourself',
  undo: 'Undo',
  redo: 'Redo',
  boldText: 'bold',
  noteText: 'Only you read this',
  column: (number: number) => `Column ${number}`,

  // The page as the class sees it
  onTheBoard: 'As on the board',
  showPage: 'Show the page',
  hidePage: 'Hide the page',
  previousPart: 'Previous part',
  nextPart: 'Next part',
  lookIsOld: 'Without a connection this stays as it was.',
  notes: 'Your notes',
  notesHint: 'Only you see these.',
  noNotes: 'No notes. The button with the speech balloon makes one.',

  // Two versions
  bothTitle: 'Two people changed this page',
  bothLead: 'Both versions are kept. Which one should stand in the lesson?',
  goneTitle: 'Somebody else deleted this page',
  goneLead: 'You were still writing on it. Your text is kept.',
  mine: 'Yours',
  theirs: 'The other one',
  theirsBy: (name: string) => `By ${name}`,
  keepMine: 'Use mine',
  takeTheirs: 'Use the other one',
  keepBoth: 'Keep both, as two pages',
  bringBackMine: 'Bring it back with my text',
  letGo: 'Leave it deleted',
  goneThere: 'Deleted',

  // Versions
  versions: 'Earlier versions',
  noVersions: 'There is no earlier version of this page.',
  versionNow: 'As it is now',
  versionBy: (when: string, name: string) => `${when}, ${name}`,
  putBack: 'Put this one back',
  more: 'Show more',
};

/** The shape that every language has. */
export type EditWords = typeof editEn;
