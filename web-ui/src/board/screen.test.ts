import { expect, test } from 'vitest';
import type { ServerToBoard, Stage } from '../net/protocol';
import { afterMessage, UNPAIRED, type Screen } from './screen';

const stage: Stage = { lessonId: 'l', pageId: 'p', step: 1, tools: {} };
const shown: Screen = { paired: true, teacherName: 'T', revision: '5-a', stage };
const next: Stage = { ...stage, step: 2 };

test.each<[string, Screen, ServerToBoard, boolean, Screen]>([
  ['a pairing', UNPAIRED, { type: 'paired', teacherName: 'T' }, false, { ...UNPAIRED, paired: true, teacherName: 'T' }],
  [
    'a newer stage',
    shown,
    { type: 'stage', revision: '6-a', stage: next },
    false,
    { ...shown, revision: '6-a', stage: next },
  ],
  ['an older stage', shown, { type: 'stage', revision: '4-b', stage: next }, false, shown],
  ['the same stage again', shown, { type: 'stage', revision: '5-a', stage: next }, false, shown],
  ['the end of the pairing', shown, { type: 'unpaired' }, false, UNPAIRED],
  ['a code that nobody asked for', shown, { type: 'code', code: '104827', expiresAt: '' }, false, UNPAIRED],
  ['a code for one more teacher', shown, { type: 'code', code: '104827', expiresAt: '' }, true, shown],
  ['a problem', shown, { type: 'problem', code: 'unknown-message' }, false, shown],
])('after %s', (_, before, message, asked, after) => expect(afterMessage(before, message, asked)).toEqual(after));
