import type { MediaItem } from './item';

/** What was chosen in the dialog: items that stand, with their descriptions, and the ids of uploads. */
export interface Choice {
  readonly items: readonly { readonly item: MediaItem; readonly alt: string }[];
  readonly uploads: readonly string[];
}
