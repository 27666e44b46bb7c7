import type { Revision, ServerToBoard, Stage } from '../net/protocol';
import { isNewer } from '../stage/revision';

/** What a board knows. Kept on the device, so that a reload shows the page before any host has answered. */
export interface Screen {
  readonly paired: boolean;
  readonly teacherName: string | null;
  readonly revision: Revision | null;
  readonly stage: Stage | null;
}

export const UNPAIRED: Screen = { paired: false, teacherName: null, revision: null, stage: null };

/**
 * The screen after a message. What is not newer changes nothing.
 *
 * @param askedForCode whether a code was asked for to pair one more teacher; without that, a code means that the
 *     server knows of no pairing
 */
export function afterMessage(screen: Screen, message: ServerToBoard, askedForCode: boolean): Screen {
  switch (message.type) {
    case 'paired':
      return { ...screen, paired: true, teacherName: message.teacherName };
    case 'stage':
      return isNewer(message.revision, screen.revision)
        ? { ...screen, paired: true, revision: message.revision, stage: message.stage }
        : screen;
    case 'unpaired':
      return UNPAIRED;
    case 'code':
      return screen.paired && !askedForCode ? UNPAIRED : screen;
    default:
      return screen;
  }
}
