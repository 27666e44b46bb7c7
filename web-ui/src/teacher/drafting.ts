import type { App } from './app';
import { providePictures } from './edit/pictures';
import type { Pictures } from './media/pictures';

let joined: { readonly app: App; readonly pictures: Pictures } | null = null;

/** The texts of lessons that are written here, and the pictures for them: what one says of the other needs both. */
export async function loadDrafting(app: App): Promise<typeof import('./edit/drafts')> {
  const [drafts, media] = await Promise.all([import('./edit/drafts'), import('./media/pictures')]);
  if (joined?.app !== app) joined = { app, pictures: new media.Pictures(app) };
  providePictures(joined.pictures);
  return drafts;
}
