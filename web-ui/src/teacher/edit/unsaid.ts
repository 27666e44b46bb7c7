/** Whose texts this device may have that no host has heard: where the app looks when it starts, before it loads more. */
export const UNSAID_KEY = 'steadyboard.unsaid';
