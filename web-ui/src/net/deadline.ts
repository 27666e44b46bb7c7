/**
 * A signal that aborts after `millis`, or when `other` does, or by hand. (`AbortSignal.timeout` is younger than some
 * digiboards.)
 */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly passed: () => boolean;
  /** Ends the wait without aborting. */
  readonly release: () => void;
  readonly abort: () => void;
}

export function deadline(millis: number, other?: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, millis);
  const follow = () => controller.abort();
  if (other?.aborted) follow();
  other?.addEventListener('abort', follow, { once: true });
  const release = () => {
    clearTimeout(timer);
    other?.removeEventListener('abort', follow);
  };
  const abort = () => {
    release();
    controller.abort();
  };
  return { signal: controller.signal, passed: () => passed, release, abort };
}
