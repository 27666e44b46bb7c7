import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { BoardToServer, ServerToBoard, ServerToTeacher, TeacherToServer } from './protocol';

/** The same file that the tests of board-service read. */
const path = fileURLToPath(new URL('../../../board-service/src/test/resources/protocol-samples.json', import.meta.url));
type Sample = Record<string, unknown> & { type: string };
const samples = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Sample[]>;

type Fields<M extends { type: string }> = {
  [T in M['type']]: readonly Exclude<keyof Extract<M, { type: T }>, 'type'>[];
};

const boardToServer: Fields<BoardToServer> = {
  hello: ['protocol', 'boardId', 'secret', 'revision'],
  code: [],
  unpair: [],
  shown: ['revision'],
  ping: [],
};
const shared = { moveTo: ['host'], pong: [], restored: [], problem: ['code', 'detail'] } as const;
const serverToBoard: Fields<ServerToBoard> = {
  ...shared,
  code: ['code', 'expiresAt'],
  paired: ['teacherName'],
  stage: ['revision', 'stage'],
  lesson: ['lessonId'],
  pointer: ['x', 'y', 'visible'],
  unpaired: [],
};
const teacherToServer: Fields<TeacherToServer> = {
  hello: ['protocol', 'clientId'],
  pair: ['requestId', 'code', 'name'],
  unpair: ['boardId'],
  change: ['commandId', 'boardId', 'change'],
  pointer: ['boardId', 'x', 'y', 'visible'],
  ping: [],
};
const serverToTeacher: Fields<ServerToTeacher> = {
  ...shared,
  boards: ['boards'],
  paired: ['requestId', 'boardId'],
  refused: ['requestId', 'commandId', 'code', 'detail'],
  done: ['commandId', 'revision'],
  stage: ['boardId', 'revision', 'stage'],
  boardStatus: ['boardId', 'connected', 'lastSeenAt', 'host'],
  shown: ['boardId', 'revision'],
};

describe.each([
  ['boardToServer', boardToServer],
  ['serverToBoard', serverToBoard],
  ['teacherToServer', teacherToServer],
  ['serverToTeacher', serverToTeacher],
])('%s', (direction, fields: Record<string, readonly string[]>) => {
  test('has a sample of every message, and knows every sample', () => {
    const types = new Set(samples[direction]?.map((sample) => sample.type));
    expect([...types].sort()).toEqual(Object.keys(fields).sort());
  });

  test.each(samples[direction] ?? [])('knows the fields of $type', ({ type, ...rest }) => {
    for (const field of Object.keys(rest)) expect(fields[type]).toContain(field);
  });
});
