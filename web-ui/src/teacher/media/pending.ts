/**
 * The name under which local storage says that this device has something of an account to upload, so that a page loads the
 * code for it only then.
 */
export const pendingKey = (ownerId: string): string => `steadyboard.uploads.${ownerId}`;
