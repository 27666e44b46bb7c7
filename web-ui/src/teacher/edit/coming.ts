import { StateEffect, type Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import type { Coming } from './arrivals.svelte';

/** What is known of the pictures whose places stand in a text. */
export interface Places {
  readonly coming: ReadonlyMap<string, Coming>;
  readonly came: ReadonlyMap<string, string>;
  readonly gone: ReadonlySet<string>;
}

/** Something of it has changed. */
export const moved = StateEffect.define<null>();

const PLACE = /\]\(uploading:([0-9a-f-]{36})\)/g;

/**
 * The text as it counts. A place that was put in here stays in the editor's own text when its picture has come, so that undoing
 * takes the picture out whole; everybody else is told of the picture.
 */
export function outward(text: string, { came }: Places): string {
  return text.replace(PLACE, (place, id: string) => {
    const picture = came.get(id);
    return picture === undefined ? place : picture.slice(picture.lastIndexOf(']('));
  });
}

/** A text from outside, with the places that the editor's own text has for what stands in it. */
export function inward(text: string, own: string, { came }: Places): string {
  return Array.from(own.matchAll(PLACE)).reduce((now, [place, id = '']) => {
    const picture = came.get(id);
    return picture === undefined ? now : now.replaceAll(picture.slice(picture.lastIndexOf('](')), () => place);
  }, text);
}

/** How it shows in the text: as progress, and as a name once it is there. */
class Waiting extends WidgetType {
  constructor(
    readonly name: string,
    /** Null: it is there, or nothing is known of it yet. */
    readonly part: number | null,
  ) {
    super();
  }

  override eq(other: Waiting): boolean {
    return other.name === this.name && other.part === this.part;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    if (this.part === null) {
      element.textContent = `…/${this.name}`;
      return element;
    }
    element.className = 'cm-coming';
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = this.part;
    bar.setAttribute('aria-label', this.name);
    element.append(bar, ` ${this.name}`);
    return element;
  }

  override updateDOM(element: HTMLElement): boolean {
    const bar = element.querySelector('progress');
    if (this.part === null || !bar?.nextSibling) return false;
    bar.value = this.part;
    bar.setAttribute('aria-label', this.name);
    bar.nextSibling.textContent = ` ${this.name}`;
    return true;
  }
}

function shows(id: string, { coming, came }: Places): Waiting {
  const picture = came.get(id);
  if (picture !== undefined) return new Waiting(picture.slice(picture.lastIndexOf('/') + 1, -1), null);
  const one = coming.get(id);
  return new Waiting(one?.name ?? '', one ? one.part : null);
}

/** The places of pictures, shown as what they are; one key in the midst of their digits would break them. */
export function comingPictures(places: Places): Extension {
  const decorator = new MatchDecorator({
    regexp: /uploading:([0-9a-f-]{36})/g,
    decoration: ([, id = '']) => Decoration.replace({ widget: shows(id, places) }),
  });
  return ViewPlugin.fromClass(
    class {
      found: DecorationSet;

      constructor(view: EditorView) {
        this.found = decorator.createDeco(view);
      }

      update(update: ViewUpdate): void {
        const all = update.transactions.some((one) => one.effects.some((effect) => effect.is(moved)));
        this.found = all ? decorator.createDeco(update.view) : decorator.updateDeco(update, this.found);
      }
    },
    {
      decorations: (plugin) => plugin.found,
      provide: (plugin) => [
        EditorView.atomicRanges.of((view) => view.plugin(plugin)?.found ?? Decoration.none),
        EditorView.clipboardOutputFilter.of((text) => outward(text, places)),
      ],
    },
  );
}
