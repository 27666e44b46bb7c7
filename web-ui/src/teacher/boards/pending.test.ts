import { expect, test } from 'vitest';
import type { Change, Stage } from '../../net/protocol';
import {
  applyChange,
  EMPTY_STAGE,
  isSameStage,
  stageAhead,
  withCommand,
  withoutCommand,
  type Command,
} from './pending';

const show = (step: number): Change => ({ kind: 'showPage', lessonId: 'l', pageId: 'p', step });
const tool = (name: string, value: unknown): Change => ({ kind: 'setTool', tool: name, value });
const clear: Change = { kind: 'clear' };
const command = (commandId: string, change: Change, boardId = 'b'): Command => ({ commandId, boardId, change });
const stage: Stage = { lessonId: 'l', pageId: 'p', step: 0, tools: { blank: true } };

test.each([
  ['a page leaves the tools', show(2), { ...stage, step: 2 }],
  ['a tool', tool('timer', 5), { ...stage, tools: { blank: true, timer: 5 } }],
  ['a tool that is put away', tool('blank', null), { ...stage, tools: {} }],
  ['clearing', clear, EMPTY_STAGE],
])('applies %s', (_, change, after) => expect(applyChange(stage, change)).toEqual(after));

test.each([
  ['the newer page', [command('1', show(1)), command('2', show(2))], ['2']],
  ['a page and a tool', [command('1', show(1)), command('2', tool('blank', true))], ['1', '2']],
  ['the newer value of a tool', [command('1', tool('blank', true)), command('2', tool('blank', null))], ['2']],
  ['another tool', [command('1', tool('blank', true)), command('2', tool('timer', 1))], ['1', '2']],
  ['another board', [command('1', show(1)), command('2', show(2), 'c')], ['1', '2']],
  ['clearing only', [command('1', show(1)), command('2', tool('blank', true)), command('3', clear)], ['3']],
  ['clearing before a page', [command('1', clear), command('2', show(1))], ['1', '2']],
])('keeps %s', (_, commands, ids) => {
  const pending = commands.reduce<readonly Command[]>(withCommand, []);
  expect(pending.map((one) => one.commandId)).toEqual(ids);
});

test('what was acknowledged is let go, and only that', () => {
  const pending = [command('1', show(1)), command('2', tool('blank', true))];
  expect(withoutCommand(pending, '1').map((one) => one.commandId)).toEqual(['2']);
});

test.each([
  ['none and an empty one', null, EMPTY_STAGE, true],
  ['tools in another order', { ...stage, tools: { a: 1, b: 2 } }, { ...stage, tools: { b: 2, a: 1 } }, true],
  ['another step', stage, { ...stage, step: 1 }, false],
  ['another tool', stage, { ...stage, tools: {} }, false],
])('of two stages, %s look the same: %s', (_, one, other, same) => expect(isSameStage(one, other)).toBe(same));

test('a board is ahead by its own changes only', () => {
  const pending = [command('1', show(4)), command('2', show(9), 'c')];
  expect(stageAhead(stage, 'b', pending).step).toBe(4);
});
