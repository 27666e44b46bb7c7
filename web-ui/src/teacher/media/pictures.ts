import { mount, unmount, type Component } from 'svelte';
import { ApiError } from '../../net/apiError';
import type { App } from '../app';
import type { Choice } from './choice';
import { mediaItem, type MediaItem } from './item';
import { imageMarkdown, placeholderFor, placeholdersIn } from './markdown';
import PickDialog from './PickDialog.svelte';
import type { ChosenPicture, PictureSource } from './pictureSource';
import { uploadsOf } from './resume';
import type { Uploads } from './uploads.svelte';
import UploadTray from './UploadTray.svelte';

/** Pictures for the texts of one editor: from the library, this device, the camera. */
export class Pictures implements PictureSource {
  private closeTray: (() => void) | null = null;

  constructor(private readonly app: App) {}

  async pick(): Promise<readonly ChosenPicture[]> {
    const { app } = this;
    const uploads = await uploadsOf(app);
    const choice = await new Promise<Choice | null>((resolve) => {
      const close = show(PickDialog, {
        app,
        uploads,
        onend: (made: Choice | null) => {
          close();
          resolve(made);
        },
      });
    });
    if (!choice) return [];
    if (choice.uploads.some((id) => uploads.list.find((one) => one.id === id)?.state !== 'sent'))
      this.showTray(uploads);
    return [
      ...choice.items.map(({ item, alt }) => standing(item, alt)),
      ...choice.uploads.map((id) => coming(uploads, id)),
    ];
  }

  async add(files: readonly File[]): Promise<readonly ChosenPicture[]> {
    const uploads = await uploadsOf(this.app);
    const ids = await uploads.add(files, false);
    this.showTray(uploads);
    return ids.map((id) => coming(uploads, id));
  }

  async resume(markdown: string): Promise<readonly ChosenPicture[]> {
    const found = new Map(placeholdersIn(markdown).map((one) => [one.id, one]));
    if (found.size === 0) return [];
    const uploads = await uploadsOf(this.app);
    const pictures = [...found.values()].map(({ id, alt }) => ({
      id,
      placeholder: placeholderFor(id, alt),
      markdown: this.whereabouts(uploads, id, alt),
    }));
    if (uploads.list.some((one) => found.has(one.id) && one.state !== 'sent')) this.showTray(uploads);
    return pictures;
  }

  onDescribed(tell: (before: string, after: string) => void): () => void {
    const hear = ({ url }: MediaItem, before: string, after: string) =>
      tell(imageMarkdown(before, url), imageMarkdown(after, url));
    let ended = false;
    void uploadsOf(this.app).then((uploads) => {
      if (!ended) uploads.onDescribed.add(hear);
    });
    return () => {
      ended = true;
      void uploadsOf(this.app).then((uploads) => uploads.onDescribed.delete(hear));
    };
  }

  /** On its way here, or on a host already; with neither, another device or tab may still bring it. */
  private async whereabouts(uploads: Uploads, id: string, alt: string): Promise<string | null> {
    if (uploads.list.some((one) => one.id === id)) return coming(uploads, id, alt).markdown;
    try {
      return imageMarkdown(alt, (await mediaItem(this.app.api, id)).url);
    } catch (error) {
      const gone = error instanceof ApiError && error.status === 404 && !(await uploads.keeps(id));
      return gone ? null : new Promise(() => undefined);
    }
  }

  private showTray(uploads: Uploads): void {
    if (this.closeTray || uploads.list.length === 0) return;
    const close = show(UploadTray, { uploads, onclose: () => this.closeTray?.() });
    this.closeTray = () => {
      this.closeTray = null;
      close();
    };
  }
}

function standing(item: MediaItem, alt: string): ChosenPicture {
  const markdown = imageMarkdown(alt, item.url);
  return { id: item.id, placeholder: markdown, markdown: Promise.resolve(markdown) };
}

/** @param given a description that stands in the text, where the teacher has typed none with the upload */
function coming(uploads: Uploads, id: string, given = ''): ChosenPicture {
  const words = () => uploads.list.find((one) => one.id === id)?.alt || given;
  const markdown = uploads
    .whenSent(id)
    .then((upload) => (upload?.item ? imageMarkdown(upload.alt || given, upload.item.url) : null));
  return { id, placeholder: placeholderFor(id, words()), markdown };
}

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): () => void {
  const shown = mount(component, { target: document.body, props });
  return () => void unmount(shown);
}
