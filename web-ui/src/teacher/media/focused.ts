import type { Attachment } from 'svelte/attachments';

/** For what takes the place of the button that was pressed: who uses the keyboard goes on from there. */
export const focused: Attachment<HTMLElement> = (element) => element.focus();
