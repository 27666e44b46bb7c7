const PATH = 'data-media';
const TRIED = 'data-tried';

/** Lets a picture of a page come from `origin`; addresses elsewhere stay as they are. */
export function placeMedia(image: HTMLImageElement, origin: string): void {
  const source = image.getAttribute('src') ?? '';
  if (!source.startsWith('/media/')) return;
  image.setAttribute(PATH, source);
  image.setAttribute('src', origin + source);
}

/**
 * Asks another host for the pictures that have not come yet, or failed. Those that are there stay: a file's address
 * carries its content's hash, and the browser holds it. Returns whether any was asked for again.
 */
export function moveMedia(images: readonly HTMLImageElement[], origin: string): boolean {
  const missing = images.filter((image) => image.hasAttribute(PATH) && !(image.complete && image.naturalWidth > 0));
  for (const image of missing) {
    image.removeAttribute(TRIED);
    image.setAttribute('src', origin + image.getAttribute(PATH));
  }
  return missing.length > 0;
}

/**
 * A picture did not come: it is asked of each other host once, since a host may not have a file yet that another has.
 * Returns false when every host was asked.
 */
export function askElsewhere(image: HTMLImageElement, origins: readonly string[]): boolean {
  const path = image.getAttribute(PATH);
  if (path === null) return false;
  const failed = (image.getAttribute('src') ?? '').slice(0, -path.length);
  const tried = [...(image.getAttribute(TRIED)?.split(' ') ?? []), failed];
  const next = origins.find((origin) => !tried.includes(origin));
  if (next === undefined) return false;
  image.setAttribute(TRIED, tried.join(' '));
  image.setAttribute('src', next + path);
  return true;
}

export function imagesOf(node: Element): HTMLImageElement[] {
  return node instanceof HTMLImageElement ? [node] : Array.from(node.querySelectorAll('img'));
}
