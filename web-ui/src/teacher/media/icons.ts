/** Shapes of 24 × 24, as those of `look/Icon.svelte`. */
export const PICTURE = 'M4 5h16v14H4zM4 16l4.5-5 4 4.5 2.5-2.5 5 5M15.5 9.5h.01';
export const PAUSE = 'M8 5v14M16 5v14';
export const PLAY = 'M8 5l11 7-11 7z';
export const CHECK = 'M5 12.5l5 5L19 7';
