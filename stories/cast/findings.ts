import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { RESULTS } from '../host/run';
import type { HostId } from '../host/steadyboard';

const FILE = resolve(RESULTS, 'half-failures.json');

/** What we aim at, in milliseconds. A machine may well be four times slower than ours: that is what a story asserts. */
export const AIMS = { first: 3000, later: 500 } as const;
export const LIMITS = { first: 10_000, later: 3000 } as const;

/** What one class had of one fault. Times are from click to board, infinite when the board never showed it. */
export interface Finding {
  readonly fault: string;
  readonly teacher: HostId;
  readonly board: HostId;
  /** The control: each end could use one host only. */
  readonly lonely: boolean;
  /** One end had left its host before the fault began: a slow machine, and no word about the fault. */
  readonly strayed: boolean;
  readonly clicks: number;
  /** The longest of the clicks in the first 10 s of the fault, the very first among them. */
  readonly firstMillis: number;
  /** The longest of the clicks later than 10 s after its beginning, for as long as it lasted. */
  readonly laterMillis: number;
  /** The longest of the clicks after it. */
  readonly afterMillis: number;
  readonly lost: number;
  /** Both screens, in the end. */
  readonly inStep: boolean;
  readonly wentBack: boolean;
  /** A click of its time took so long that no class would go on. */
  readonly stoodStill: boolean;
  /** What the teacher read about the board at the end of the fault. */
  readonly screen: 'true' | 'contradicts itself' | 'claims what is not so';
}

/** Before the first story of a run: findings of an earlier one are not of this build. */
export function forgetFindings(): void {
  rmSync(FILE, { force: true });
}

/** Kept in a file, because a story that failed takes its process along. */
export function keepFindings(found: readonly Finding[]): void {
  mkdirSync(dirname(FILE), { recursive: true });
  const rows = [...findings(), ...found].map((row) => ({ ...row, verdict: verdict(row) }));
  // JSON knows no infinity.
  writeFileSync(FILE, `${JSON.stringify({ aims: AIMS, limits: LIMITS, findings: rows }, unlessInfinite, 2)}\n`);
}

export function findings(): readonly Finding[] {
  if (!existsSync(FILE)) return [];
  const { findings } = JSON.parse(readFileSync(FILE, 'utf8'), infiniteWhenNull) as { findings: Finding[] };
  return findings;
}

/** A table for a person. */
export function tableOf(rows: readonly Finding[]): string {
  const lines = rows.map((row) => [
    row.fault,
    `${row.teacher} → ${row.board}${row.lonely ? ', no choice' : row.strayed ? ', strayed' : ''}`,
    seconds(row.firstMillis),
    seconds(row.laterMillis),
    seconds(row.afterMillis),
    String(row.lost),
    row.screen,
    verdict(row),
  ]);
  const head = ['fault of host b', 'class', 'first 10 s', 'later', 'after it', 'lost', "teacher's screen", 'aims'];
  const widths = head.map((_, column) => Math.max(...[head, ...lines].map((line) => line[column]!.length)));
  return [head, ...lines]
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd())
    .join('\n');
}

/** What is wrong with it, measured by these times; nothing when all is well. */
export function shortfalls(row: Finding, times: { readonly first: number; readonly later: number }): readonly string[] {
  const always = [row.lost > 0 && 'lost', row.wentBack && 'went back', !row.inStep && 'out of step'];
  const ofTheFault = row.lonely
    ? [!row.stoodStill && 'the control went on']
    : [
        row.firstMillis > times.first && 'first',
        row.laterMillis > times.later && 'later',
        row.screen !== 'true' && 'screen',
      ];
  return [...ofTheFault, ...always].filter((word) => word !== false);
}

function verdict(row: Finding): string {
  const missed = shortfalls(row, AIMS);
  if (missed.length > 0) return `MISSED: ${missed.join(', ')}`;
  return row.lonely ? 'control: stood still' : 'reached';
}

function seconds(millis: number): string {
  return Number.isFinite(millis) ? `${(millis / 1000).toFixed(2)} s` : 'never';
}

function unlessInfinite(_key: string, value: unknown): unknown {
  return value === Infinity ? null : value;
}

function infiniteWhenNull(_key: string, value: unknown): unknown {
  return value === null ? Infinity : value;
}
