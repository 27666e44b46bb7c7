/** A place in a lesson: a page by its position, and a step (screenful) of that page. Both start at 0. */
export interface Place {
  readonly page: number;
  readonly step: number;
}

/** How many steps each page of the lesson has, at least one each; null for a page that is not laid out yet. */
export type StepCounts = readonly (number | null)[];

export const FIRST: Place = { page: 0, step: 0 };

/** The place after `from`; `from` itself at the end of the lesson. */
export function nextPlace(from: Place, counts: StepCounts): Place {
  const here = clampPlace(from, counts);
  if (here.step + 1 < stepsOf(counts, here.page)) return { page: here.page, step: here.step + 1 };
  return here.page + 1 < counts.length ? { page: here.page + 1, step: 0 } : here;
}

/** The place before `from`, the last step of the page before when `from` opens a page. */
export function previousPlace(from: Place, counts: StepCounts): Place {
  const here = clampPlace(from, counts);
  if (here.step > 0) return { page: here.page, step: here.step - 1 };
  return here.page > 0 ? { page: here.page - 1, step: stepsOf(counts, here.page - 1) - 1 } : here;
}

export function lastPlace(counts: StepCounts): Place {
  const page = Math.max(0, counts.length - 1);
  return { page, step: stepsOf(counts, page) - 1 };
}

/** The nearest place that exists. The step of a page that is not laid out yet is taken as it is. */
export function clampPlace(place: Place, counts: StepCounts): Place {
  const page = clamp(place.page, counts.length);
  const steps = counts[page] ?? null;
  return { page, step: steps === null ? clamp(place.step, Infinity) : clamp(place.step, steps) };
}

export function samePlace(one: Place, other: Place): boolean {
  return one.page === other.page && one.step === other.step;
}

function stepsOf(counts: StepCounts, page: number): number {
  return Math.max(1, counts[page] ?? 1);
}

function clamp(value: number, length: number): number {
  return Math.max(0, Math.min(Math.trunc(value) || 0, length - 1));
}
