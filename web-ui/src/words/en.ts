/**
 * What both pages say, and the board, in English. `nl.ts` has the same keys. Short and kind; no jargon. The words of the
 * teacher app alone stand in `teacher/`: a board need not load them.
 */
export const en = {
  // Shared
  language: 'Language',
  appearance: 'Light or dark',
  themeAuto: 'As this device',
  themeLight: 'Light',
  themeDark: 'Dark',
  reconnecting: 'Connecting again…',
  offline: 'You are offline',
  changing: 'Changing host…',
  slow: 'Your internet is slow',
  trouble: 'This host has a problem; your page stays',
  onHost: (id: string) => `Connected to host ${id}`,
  close: 'Close',

  // Board
  boardTitle: 'Connect this board',
  boardCode: 'Code of this board',
  boardHow1: (place: string) => `Open ${place} on your laptop, tablet or phone`,
  boardHow2: 'Choose “Connect a board”',
  boardHow3: 'Type this code, or point your camera at the square',
  boardQr: 'QR code: opens the page to connect this board',
  boardCodeComing: 'Making a code…',
  boardOffline: 'There is no connection yet. We keep trying.',
  boardReady: 'Ready when you are',
  boardConnectedWith: (name: string) => `Connected with ${name}`,
  boardChoose: 'Choose a lesson and it appears here.',
  boardPageStays: 'Connection lost. The page stays; we keep trying.',
  boardTroubleStays: 'This host has a problem. The page stays; we keep looking.',
  boardOfflineStays: 'You are offline. The page stays; we keep trying.',
  elsewhere: 'Open in another window. Touch to go on here.',
  boardOpening: 'The lesson is on its way…',
  boardMenu: 'Menu of this board',
  boardFullscreen: 'Full screen',
  boardLeaveFullscreen: 'Leave full screen',
  boardAnother: 'Connect another teacher',
  boardDisconnect: 'Disconnect this board',
  boardDisconnectSure: 'Disconnect this board from everyone?',
  boardDisconnectYes: 'Yes, disconnect',
  boardStay: 'Stay connected',
  boardPage: 'Page on the board',
};

/** The shape that every language has: the same keys, words or functions that make words. */
export type Words = typeof en;
