const BASE_MILLIS = 400;
const CAP_MILLIS = 10_000;

/**
 * How long to wait before try number `attempt` (0 is the first after a loss): full jitter, so that a building full of
 * boards does not come back in one moment.
 *
 * @param random a number in 0..1
 */
export function reconnectDelayMillis(attempt: number, random: number): number {
  const ceiling = Math.min(CAP_MILLIS, BASE_MILLIS * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling * random);
}
