import { mount, unmount, type Component } from 'svelte';
import { CommandIds, newId } from '../../net/ids';
import type { App } from '../app';
import type { Choice } from './choice';
import { isPictureFile } from './given';
import { mediaItem, type MediaItem } from './item';
import type { ComingPicture, PictureSource } from '../edit/pictures';
import { imageMarkdown, placeholderFor } from './markdown';
import { uploadsOf } from './resume';
import type { Uploads } from './uploads.svelte';
import { whereabouts } from './whereabouts';

/** As in the styles of the editor. */
const NARROW = '(max-width: 60rem)';

/** Pictures for the texts of one editor: from the library, this device, the camera. What shows them is loaded on demand. */
export class Pictures implements PictureSource {
  private readonly ids = new CommandIds();
  /** Those that are just being given to the uploads. */
  private readonly adding = new Map<string, Promise<void>>();
  private closeTray: (() => void) | null = null;

  constructor(private readonly app: App) {}

  async pick(): Promise<readonly ComingPicture[]> {
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
    if (choice.uploads.some((id) => find(id)?.state !== 'sent')) this.offerTray(uploads);
    return [
      ...choice.items.map(({ item, alt }) => this.standing(item, alt)),
      ...choice.uploads.map((id) => this.coming(id, find(id)?.fileName ?? '', find(id)?.alt ?? '')),
    ];
  }

  add(files: readonly File[]): readonly ComingPicture[] {
    const pictures = files.filter(isPictureFile);
    if (pictures.length === 0) return [];
    const ids = pictures.map(() => this.ids.next(newId()));
    const added = uploadsOf(this.app).then(async (uploads) => {
      await uploads.add(pictures, false, ids);
      this.offerTray(uploads);
    });
    const settled = added.catch(() => undefined).finally(() => ids.forEach((id) => this.adding.delete(id)));
    for (const id of ids) this.adding.set(id, settled);
    return pictures.map((file, index) => {
      const picture = this.coming(ids[index] ?? '', file.name, '', added);
      return { ...picture, file: () => Promise.resolve(file) };
    });
  }

  async resume(places: readonly { readonly id: string; readonly alt: string }[]): Promise<readonly ComingPicture[]> {
    const uploads = await uploadsOf(this.app);
    await Promise.all(places.map(({ id }) => this.adding.get(id)));
    const under = (id: string) => uploads.list.find((one) => one.id === id);
    if (places.some(({ id }) => under(id) && under(id)?.state !== 'sent')) this.offerTray(uploads);
    return places.map(({ id, alt }) => {
      const picture = this.coming(id, under(id)?.fileName ?? '', alt);
      return under(id) ? picture : { ...picture, markdown: this.elsewhere(uploads, id, alt) };
    });
  }

  async showUploads(): Promise<void> {
    await this.showTray(await uploadsOf(this.app));
  }

  hideUploads(): void {
    this.closeTray?.();
  }

  onDescribed(tell: (before: string, after: string) => void): () => void {
    return this.listen((uploads) => {
      uploads.onDescribed.add(tell);
      return () => uploads.onDescribed.delete(tell);
    });
  }

  private standing(item: MediaItem, alt: string): ComingPicture {
    const markdown = imageMarkdown(alt, item.url);
    const none = () => undefined;
    return {
      id: item.id,
      name: item.fileName,
      watch: () => none,
      file: () => Promise.resolve(null),
      placeholder: markdown,
      markdown: Promise.resolve(markdown),
    };
  }

  /** @param alt a description that stands already, where the teacher has typed none with the upload */
  private coming(id: string, name: string, alt: string, added: Promise<void> = Promise.resolve()): ComingPicture {
    const sent = added
      .then(() => uploadsOf(this.app))
      .then(async (uploads) => {
        const upload = await uploads.whenSent(id);
        // Why it was not taken is to be read there.
        if (uploads.list.some((one) => one.id === id && one.state === 'failed')) void this.showTray(uploads);
        return upload;
      });
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
    const file = () => uploadsOf(this.app).then((uploads) => uploads.file(id));
    return { id, name, watch, file, placeholder: placeholderFor(id, alt), markdown };
  }

  /** A host has it already, or another tab or an earlier visit brings it. */
  private async elsewhere(uploads: Uploads, id: string, alt: string): Promise<string | null> {
    const item = await whereabouts(id, {
      ask: (wanted) => mediaItem(this.app.api, wanted),
      keeps: async (wanted) => {
        await uploads.takeUp();
        return (await uploads.file(wanted)) !== null;
      },
      wait: (millis) => uploads.wait(millis),
    });
    return item && imageMarkdown(uploads.list.find((one) => one.id === id)?.alt || alt, item.url);
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

  /** Where there is room beside the text; on a phone it would lie over it, and is asked for. */
  private offerTray(uploads: Uploads): void {
    if (!matchMedia(NARROW).matches) void this.showTray(uploads);
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
