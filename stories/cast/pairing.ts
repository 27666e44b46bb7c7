import { expect, type BrowserContextOptions } from '@playwright/test';
import { originOf, type HostId } from '../host/steadyboard';
import { lastDelayMillis, type Delays } from './clocks';
import type { Board } from './board';
import type { Place } from './place';
import type { School } from './school';
import type { Teacher } from './teacher';

/** A teacher with a lesson open and a board that shows its first page. */
export interface Classroom {
  readonly teacher: Teacher;
  readonly board: Board;
}

/** The teacher types the board's code; the board no longer shows one. */
export async function pairBoard(teacher: Teacher, board: Board, name?: string): Promise<void> {
  await teacher.pair(await board.code(), name);
  await board.expectNoCode();
}

export async function openClassroom(school: School, lessonId: string): Promise<Classroom> {
  const [teacher, board] = await Promise.all([school.teacher(), school.board()]);
  await pairBoard(teacher, board, 'Room 1');
  await teacher.openLesson(lessonId);
  await expect(board.stage, 'the lesson appears on the board').toBeVisible();
  return { teacher, board };
}

/** The same, the teacher's browser beginning on one host and the board's on another. */
export async function openClassroomAcross(
  school: School,
  lessonId: string,
  hosts: { readonly teacher: HostId; readonly board: HostId },
  options?: BrowserContextOptions,
): Promise<Classroom> {
  const [teacher, board] = await Promise.all([
    school.teacher({ ...options, baseURL: originOf(hosts.teacher) }),
    school.board({ ...options, baseURL: originOf(hosts.board) }),
  ]);
  await pairBoard(teacher, board, 'Room 1');
  await teacher.openLesson(lessonId);
  await expect(board.stage, 'the lesson appears on the board').toBeVisible();
  return { teacher, board };
}

/** Presses Next and waits for the board; returns where it went. */
export async function steerOn({ teacher, board }: Classroom, delays?: Delays): Promise<Place> {
  const before = await board.place();
  await teacher.next.click();
  const after = await board.waitForMove(before);
  delays?.add(await lastDelayMillis(teacher.page, board.page));
  return after;
}
