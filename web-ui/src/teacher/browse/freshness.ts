/** A tree that is looked at is read again this often, a fifth more or less by chance: schools open it at the same minute. */
export const REFRESH_MILLIS = 30_000;

/**
 * Calls `refresh` when the page comes to the front or the network returns, and now and then while it is seen: hosts tell
 * teachers' browsers nothing of what others change. Returns what ends that.
 */
export function keepFresh(
  refresh: () => void,
  random: () => number = Math.random,
  everyMillis = REFRESH_MILLIS,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(seen, everyMillis * (0.8 + 0.4 * random()));
  };
  const seen = () => {
    wait();
    if (document.visibilityState === 'visible') refresh();
  };
  wait();
  addEventListener('focus', seen);
  addEventListener('online', seen);
  document.addEventListener('visibilitychange', seen);
  return () => {
    clearTimeout(timer);
    removeEventListener('focus', seen);
    removeEventListener('online', seen);
    document.removeEventListener('visibilitychange', seen);
  };
}
