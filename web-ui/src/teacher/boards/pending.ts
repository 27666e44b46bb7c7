import type { Change, Stage } from '../../net/protocol';

/** A change that no host has acknowledged yet. It keeps its id, so that saying it again is harmless. */
export interface Command {
  readonly commandId: string;
  readonly boardId: string;
  readonly change: Change;
}

export const EMPTY_STAGE: Stage = { lessonId: null, pageId: null, step: 0, tools: {} };

/** The stage after a change; the server does the same. */
export function applyChange(stage: Stage, change: Change): Stage {
  switch (change.kind) {
    case 'showPage':
      return { ...stage, lessonId: change.lessonId, pageId: change.pageId, step: change.step };
    case 'setTool': {
      const tools = Object.entries(stage.tools).filter(([tool]) => tool !== change.tool);
      if (change.value !== null) tools.push([change.tool, change.value]);
      return { ...stage, tools: Object.fromEntries(tools) };
    }
    case 'clear':
      return EMPTY_STAGE;
  }
}

/** Whether two stages look the same. */
export function isSameStage(one: Stage | null, other: Stage | null): boolean {
  const said = ({ lessonId, pageId, step, tools }: Stage) =>
    JSON.stringify([lessonId, pageId, step, Object.entries(tools).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return said(one ?? EMPTY_STAGE) === said(other ?? EMPTY_STAGE);
}

/** The unacknowledged changes after one more: of those that do the same to a board only the newest is kept. */
export function withCommand(pending: readonly Command[], command: Command): readonly Command[] {
  const kept = pending.filter((other) => other.boardId !== command.boardId || !replaces(command.change, other.change));
  return [...kept, command];
}

export function withoutCommand(pending: readonly Command[], commandId: string): readonly Command[] {
  return pending.filter((command) => command.commandId !== commandId);
}

/** What a board will show once everything pending has arrived. */
export function stageAhead(stage: Stage, boardId: string, pending: readonly Command[]): Stage {
  return pending
    .filter((command) => command.boardId === boardId)
    .reduce((ahead, { change }) => applyChange(ahead, change), stage);
}

function replaces(newer: Change, older: Change): boolean {
  if (newer.kind === 'clear') return true;
  if (newer.kind === 'setTool') return older.kind === 'setTool' && older.tool === newer.tool;
  return older.kind === 'showPage';
}
