/** What a stage shows: a page, and which of its steps. */
export interface Place {
  readonly pageId: string;
  readonly step: number;
}

export function samePlace(one: Place | null, other: Place | null): boolean {
  return one?.pageId === other?.pageId && one?.step === other?.step;
}
