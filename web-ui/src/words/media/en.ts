/** What the pages of pictures and files say, in English. `nl.ts` has the same keys. */
export const mediaEn = {
  title: 'Pictures and files',
  lead: 'What you add here is on every host within seconds, and can go in any lesson.',

  // Adding
  choose: 'Choose files',
  takePhoto: 'Take a photo',
  dropHere: 'You can also drop or paste them here.',
  dropNow: 'Let go to add them',
  original: 'Send originals',
  originalHint:
    'Otherwise pictures are made to fit boards and phones, which is quick and leaves out where a photo was taken.',

  // On their way
  uploads: 'On their way',
  arrived: 'Arrived',
  preparing: 'Making it fit…',
  waiting: 'Waiting for its turn',
  waitingForNetwork: 'Waits for the internet, and goes on by itself',
  paused: 'Paused',
  failed: 'Not added',
  sentOf: (sent: string, size: string) => `${sent} of ${size}`,
  perSecond: (size: string) => `${size} per second`,
  secondsLeft: (seconds: number) =>
    seconds < 60
      ? `${seconds} s left`
      : seconds < 5400
        ? `${Math.ceil(seconds / 60)} min left`
        : 'more than an hour left',
  progressOf: (name: string) => `Progress of ${name}`,
  pause: (name: string) => `Pause ${name}`,
  resume: (name: string) => `Go on with ${name}`,
  now: (name: string) => `Try ${name} now`,
  takeBack: (name: string) => `Do not add ${name}`,
  dismiss: (name: string) => `Take ${name} off this list`,
  describe: (name: string) => `What is on ${name}?`,
  describeHint: 'For who cannot see it; may stay empty',
  keepOpen: 'This browser keeps nothing: keep this page open until it is done.',
  hide: 'Hide',
  onHosts: (copies: number, hosts: number) => `On ${copies} of ${hosts} hosts`,
  onHostsSoon: (copies: number, hosts: number) => `On ${copies} of ${hosts} hosts; the rest follows`,

  // The library
  find: 'Search by name',
  whose: 'Whose',
  all: 'All',
  mine: 'Mine',
  shared: 'Shared',
  more: 'Show more',
  empty: 'There is nothing here yet.',
  emptyHint: 'Add your first picture above.',
  nothingFound: (part: string) => `No file is named “${part}”.`,
  files: 'Files',
  added: (when: string) => `Added ${when}`,
  usedOn: 'Used on',
  usedNowhere: 'Not used on any page.',
  usesUnknown: 'We cannot see now where it is used.',
  page: (title: string) => `A page of “${title}”`,
  download: 'Open the file',
  remove: 'Delete',
  removeSure: (name: string) => `Delete “${name}”?`,
  removeUsed: 'It is used on these pages. They go on showing it until you take it off them.',
  removeAnyway: 'Delete anyway',
  keep: 'Keep',
  removed: (name: string) => `“${name}” was deleted.`,
  bringBack: 'Bring back',
  broughtBack: (name: string) => `“${name}” is back.`,

  // Choosing one for a page
  pickTitle: 'Add pictures',
  pickOld: 'Or choose one that is here already',
  chosen: 'Chosen',
  putIn: (count: number) => (count === 1 ? 'Put it in the page' : `Put ${count} in the page`),
  putInNone: 'Choose a picture first',

  problems: {
    'empty-file': 'This file is empty.',
    'too-large': 'This file is too large. Up to 256 MB can be added.',
    'too-many-pixels':
      'This picture is larger than boards can show. Please make it smaller than 10,000 by 10,000 pixels.',
    'queue-full': 'There is much on its way already. Please add this one when that is done.',
    'cannot-keep': 'This device has no room left for it.',
    'file-gone': 'This file can no longer be read. Please add it again.',
    'unsupported-media-type': 'Boards cannot show this kind of file. Save a picture as JPEG or PNG and try again.',
    'disk-nearly-full': 'There is no room left on our hosts. We try again; please tell your administrator.',
    'too-many-uploads': 'It is busy here. It goes on by itself.',
    'not-signed-in': 'It goes on when you have signed in.',
    'id-taken': 'Something went wrong with this one. Please add it again.',
    unreachable: 'We cannot reach Steadyboard. It goes on by itself.',
    'timed-out': 'The internet is slow. It goes on by itself.',
    internal: 'Something went wrong at our side. We try again.',
  },
};

/** The shape that every language has. */
export type MediaWords = typeof mediaEn;
