/** A signal that aborts after `millis`, or when `other` does. (`AbortSignal.timeout` is younger than some digiboards.) */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly passed: () => boolean;
  readonly release: () => void;
}

export function deadline(millis: number, other?: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, millis);
  const abort = () => controller.abort();
  if (other?.aborted) abort();
  other?.addEventListener('abort', abort, { once: true });
  const release = () => {
    clearTimeout(timer);
    other?.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, passed: () => passed, release };
}
