import { expect, test } from 'vitest';
import type { Change } from '../../net/protocol';
import { toSayAgain, withAcknowledged, type Acknowledged } from './acknowledged';

const show = (step: number): Change => ({ kind: 'showPage', lessonId: 'l', pageId: 'p', step });
const blank: Change = { kind: 'setTool', tool: 'blank', value: true };
const clear: Change = { kind: 'clear' };

function after(
  ...said: readonly [id: string, change: Change, revision: string, boardId?: string][]
): readonly Acknowledged[] {
  return said.reduce<readonly Acknowledged[]>(
    (all, [commandId, change, revision, boardId = 'b']) =>
      withAcknowledged(all, { commandId, boardId, change }, revision),
    [],
  );
}

const pageAndTool = after(['1', show(1), '10-a'], ['2', blank, '11-a'], ['x', show(1), '90-a', 'c']);

test.each([
  ['all that the host lacks, in order', pageAndTool, '11-a', '9-a', ['1', '2']],
  ['all when the host knows of nothing', pageAndTool, '11-a', null, ['1', '2']],
  ['only what came after what the host shows', pageAndTool, '11-a', '10-a', ['2']],
  ['nothing that the host shows', pageAndTool, '11-a', '11-a', []],
  ['nothing that is older than what the host shows', pageAndTool, '11-a', '12-b', []],
  ['nothing when a newer stage of another teacher was seen', pageAndTool, '12-a', '9-a', []],
  ['of two pages the newer one', after(['1', show(1), '10-a'], ['2', show(2), '11-a']), '11-a', '9-a', ['2']],
  ['only clearing after clearing', after(['1', show(1), '10-a'], ['2', clear, '11-a']), '11-a', '9-a', ['2']],
  ['two of one commit', after(['1', blank, '10-a'], ['2', show(2), '10-a']), '10-a', '9-a', ['1', '2']],
  ['nothing when nothing was acknowledged', after(), '11-a', '9-a', []],
  ['by revision of the last time', after(['1', show(1), '10-a'], ['1', show(1), '20-b']), '20-b', '15-a', ['1']],
])('says %s', (_, acknowledged, seen, shown, ids) =>
  expect(toSayAgain(acknowledged, 'b', seen, shown).map((one) => one.commandId)).toEqual(ids),
);
