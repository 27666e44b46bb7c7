/**
 * Makes an upload this tab's own, until the result is called or the tab is closed; null: another tab has it. A browser that
 * knows no locks (on plain http) leaves it to each tab: hosts take the same file twice for once.
 */
export function claimUpload(id: string): Promise<(() => void) | null> {
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const hold = (lock: Lock | null) => {
      if (lock) return new Promise<void>((release) => resolve(release));
      resolve(null);
      return undefined;
    };
    locks.request(`steadyboard.upload.${id}`, { ifAvailable: true }, hold).catch(() => resolve(() => undefined));
  });
}
