import type { Revision } from '../../net/protocol';
import { isNewer } from '../../stage/revision';
import { withCommand, type Command } from './pending';

/** A change that a host has acknowledged, with the revision that it made. */
export interface Acknowledged {
  readonly command: Command;
  readonly revision: Revision;
}

/** What was acknowledged after one more: of those that do the same to a board only the newest is kept, at its place. */
export function withAcknowledged(
  acknowledged: readonly Acknowledged[],
  command: Command,
  revision: Revision,
): readonly Acknowledged[] {
  const others = acknowledged.filter((one) => one.command.commandId !== command.commandId);
  const kept = new Set(
    withCommand(
      others.map((one) => one.command),
      command,
    ),
  );
  return [...others, { command, revision }].filter((one) => kept.has(one.command));
}

/**
 * What a host that we have just come to is to be told again about a board: what was acknowledged elsewhere after the
 * revision that this host shows. Nothing when a newer stage than the last one of ours has been seen: another teacher has
 * moved on, and that teacher's browser holds what came after.
 *
 * @param seen the newest revision of the board that any host has shown us
 * @param shown the revision that this host shows
 */
export function toSayAgain(
  acknowledged: readonly Acknowledged[],
  boardId: string,
  seen: Revision | null,
  shown: Revision | null,
): readonly Command[] {
  const ours = acknowledged.filter((one) => one.command.boardId === boardId);
  const newest = ours.reduce<Revision | null>((last, one) => (isNewer(one.revision, last) ? one.revision : last), null);
  if (newest === null || isNewer(seen, newest)) return [];
  return ours.filter((one) => isNewer(one.revision, shown)).map((one) => one.command);
}
