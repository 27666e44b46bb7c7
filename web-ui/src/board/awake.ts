/** Keeps the screen on while the page is visible, where the browser can; without that, the device's own settings rule. */
export function keepAwake(): void {
  let lock: WakeLockSentinel | null = null;
  const ask = async () => {
    if (document.visibilityState !== 'visible' || !('wakeLock' in navigator) || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request('screen');
    } catch {
      // Refused, on an empty battery for example. We ask again when the page is looked at again or touched.
    }
  };
  document.addEventListener('visibilitychange', () => void ask());
  document.addEventListener('pointerdown', () => void ask());
  void ask();
}
