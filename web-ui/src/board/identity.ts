import { recall, remember } from '../look/memory';
import { newId, newSecret } from '../net/ids';
import type { BoardIdentity } from '../net/lessons';

const KEY = 'steadyboard.board';

/** Who this board is: made once, kept on the device, so that a pairing outlives reloads and restarts. */
export function boardIdentity(): BoardIdentity {
  const kept = recall<Partial<BoardIdentity>>(KEY);
  if (typeof kept?.id === 'string' && typeof kept.secret === 'string') return { id: kept.id, secret: kept.secret };
  const made = { id: newId(), secret: newSecret() };
  remember(KEY, made);
  return made;
}
