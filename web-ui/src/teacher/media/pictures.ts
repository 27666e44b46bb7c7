import { mount, unmount, type Component } from 'svelte';
import { ApiError } from '../../net/apiError';
import { CommandIds, newId } from '../../net/ids';
import type { App } from '../app';
import type { Choice } from './choice';
import { isPictureFile } from './given';
import { mediaItem, type MediaItem } from './item';
import { imageMarkdown, placeholderFor, placeholdersIn } from './markdown';
import type { ChosenPicture, PictureSource } from './pictureSource';
import { uploadsOf } from './resume';
import type { Uploads } from './uploads.svelte';

/** Pictures for the texts of one editor: from the library, this device, the camera. What shows them is loaded on demand. */
export class Pictures implements PictureSource {
  private readonly ids = new CommandIds();
  private closeTray: (() => void) | null = null;

  constructor(private readonly app: App) {}

  async pick(): Promise<readonly ChosenPicture[]> {
    const { app } = this;
    const [uploads, { default: PickDialog }] = await Promise.all([uploadsOf(app), import('./PickDialog.svelte')]);
    const choice = await new Promise<Choice | null>((resolve) => {
      const onend = (made: Choice | null) => {
        close();
        resolve(made);
      };
      const close = show(PickDialog, { app, uploads, onend });
    });
    if (!choice) return [];
    const find = (id: string) => uploads.list.find((one) => one.id === id);
    if (choice.uploads.some((id) => find(id)?.state !== 'sent')) void this.showTray(uploads);
    return [
      ...choice.items.map(({ item, alt }) => this.standing(item, alt)),
      ...choice.uploads.map((id) => this.coming(id, find(id)?.fileName ?? '', find(id)?.alt ?? '')),
    ];
  }

  add(files: readonly File[]): readonly ChosenPicture[] {
    const pictures = files.filter(isPictureFile);
    if (pictures.length === 0) return [];
    const ids = pictures.map(() => this.ids.next(newId()));
    const added = uploadsOf(this.app).then(async (uploads) => {
      await uploads.add(pictures, false, ids);
      void this.showTray(uploads);
    });
    return pictures.map((file, index) => this.coming(ids[index] ?? '', file.name, '', added));
  }

  async resume(markdown: string): Promise<readonly ChosenPicture[]> {
    const found = new Map(placeholdersIn(markdown).map((one) => [one.id, one]));
    if (found.size === 0) return [];
    const uploads = await uploadsOf(this.app);
    const under = (id: string) => uploads.list.find((one) => one.id === id);
    if (uploads.list.some((one) => found.has(one.id) && one.state !== 'sent')) void this.showTray(uploads);
    return [...found.values()].map(({ id, alt }) => {
      const picture = this.coming(id, under(id)?.fileName ?? '', alt);
      return under(id) ? picture : { ...picture, markdown: this.whereabouts(uploads, id, alt) };
    });
  }

  onDescribed(tell: (before: string, after: string) => void): () => void {
    const hear = ({ url }: MediaItem, before: string, after: string) =>
      tell(imageMarkdown(before, url), imageMarkdown(after, url));
    return this.listen((uploads) => {
      uploads.onDescribed.add(hear);
      return () => uploads.onDescribed.delete(hear);
    });
  }

  private standing(item: MediaItem, alt: string): ChosenPicture {
    const markdown = imageMarkdown(alt, item.url);
    const none = () => undefined;
    return {
      id: item.id,
      name: item.fileName,
      watch: () => none,
      placeholder: markdown,
      markdown: Promise.resolve(markdown),
    };
  }

  /** @param alt a description that stands already, where the teacher has typed none with the upload */
  private coming(id: string, name: string, alt: string, added: Promise<void> = Promise.resolve()): ChosenPicture {
    const sent = added.then(() => uploadsOf(this.app)).then((uploads) => uploads.whenSent(id));
    const markdown = sent.then(
      (upload) => (upload?.item ? imageMarkdown(upload.alt || alt, upload.item.url) : null),
      () => null,
    );
    const watch = (progress: (part: number) => void) =>
      this.listen((uploads) => {
        const tell = () => {
          const upload = uploads.list.find((one) => one.id === id);
          if (upload && upload.size > 0) progress(upload.state === 'sent' ? 1 : Math.min(1, upload.sent / upload.size));
        };
        tell();
        uploads.onChange.add(tell);
        return () => uploads.onChange.delete(tell);
      });
    return { id, name, watch, placeholder: placeholderFor(id, alt), markdown };
  }

  /** On a host already; if not, another device or tab may still bring it. */
  private async whereabouts(uploads: Uploads, id: string, alt: string): Promise<string | null> {
    try {
      return imageMarkdown(alt, (await mediaItem(this.app.api, id)).url);
    } catch (error) {
      const gone = error instanceof ApiError && error.status === 404 && !(await uploads.keeps(id));
      return gone ? null : new Promise(() => undefined);
    }
  }

  /** Begins when the uploads are there; the result ends it. */
  private listen(begin: (uploads: Uploads) => () => void): () => void {
    let ended = false;
    let end: () => void = () => undefined;
    uploadsOf(this.app).then(
      (uploads) => {
        if (!ended) end = begin(uploads);
      },
      () => undefined,
    );
    return () => {
      ended = true;
      end();
    };
  }

  private async showTray(uploads: Uploads): Promise<void> {
    const { default: UploadTray } = await import('./UploadTray.svelte');
    if (this.closeTray || uploads.list.length === 0) return;
    const close = show(UploadTray, { uploads, onclose: () => this.closeTray?.() });
    this.closeTray = () => {
      this.closeTray = null;
      close();
    };
  }
}

function show<Props extends Record<string, unknown>>(component: Component<Props>, props: Props): () => void {
  const shown = mount(component, { target: document.body, props });
  return () => void unmount(shown);
}
