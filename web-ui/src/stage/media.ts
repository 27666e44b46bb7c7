const PATH = 'data-media';
const TRIED = 'data-tried';

/** Lets a picture of a page come from `origin`; addresses elsewhere stay as they are. */
export function placeMedia(image: HTMLImageElement, origin: string): void {
  const source = image.getAttribute('src') ?? '';
  if (!source.startsWith('/media/')) return;
  image.setAttribute(PATH, source);
  image.setAttribute('src', origin + source);
}

/** Keeps a picture of a page from being fetched, until `fetchMedia`. */
export function holdMedia(image: HTMLImageElement): void {
  placeMedia(image, '');
  if (image.hasAttribute(PATH)) image.removeAttribute('src');
}

export function isHeld(image: HTMLImageElement): boolean {
  return image.hasAttribute(PATH) && !image.hasAttribute('src');
}

export function fetchMedia(image: HTMLImageElement, origin: string): void {
  if (isHeld(image)) image.setAttribute('src', origin + image.getAttribute(PATH));
}

/** Whether it came, or will not come any more. */
export function isSettled(image: HTMLImageElement): boolean {
  return image.complete && !isHeld(image);
}

/**
 * Asks another host for the pictures that have not come yet, or failed. Those that are there stay: a file's address
 * carries its content's hash, and the browser holds it. Returns whether any was asked for again.
 */
export function moveMedia(images: readonly HTMLImageElement[], origin: string): boolean {
  const missing = images.filter(
    (image) => image.hasAttribute(PATH) && !isHeld(image) && !(image.complete && image.naturalWidth > 0),
  );
  for (const image of missing) {
    image.removeAttribute(TRIED);
    image.setAttribute('src', origin + image.getAttribute(PATH));
  }
  return missing.length > 0;
}

/**
 * A picture did not come: it is asked of each other host once. A host that lacks a file fetches it from another by itself,
 * but not over a link that is cut, while this browser may reach both ends. Returns false when every host was asked.
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
