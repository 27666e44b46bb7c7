const BASE_MILLIS = 400;
const PATIENT_CAP_MILLIS = 10_000;
/** A class that looks at its board goes on within 5 s of the mend, the opening included. */
const CAP_MILLIS = 4000;

/**
 * How long to wait before try number `attempt` (0 is the first after a loss): full jitter, so that a building full of
 * boards does not come back in one moment.
 *
 * @param random a number in 0..1
 * @param patient whether it may wait for longer: nobody sees the page, or nothing is to be expected soon
 */
export function reconnectDelayMillis(attempt: number, random: number, patient = false): number {
  const ceiling = Math.min(patient ? PATIENT_CAP_MILLIS : CAP_MILLIS, BASE_MILLIS * 2 ** Math.min(attempt, 16));
  return Math.round(ceiling * random);
}
