import type { Extension } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';

class Dots extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
    element.textContent = '…/';
    return element;
  }
}

const address = new MatchDecorator({
  regexp: /\/media\/[0-9a-f]{64}\//g,
  decoration: Decoration.replace({ widget: new Dots() }),
});

class Addresses {
  found: DecorationSet;

  constructor(view: EditorView) {
    this.found = address.createDeco(view);
  }

  update(update: ViewUpdate): void {
    this.found = address.updateDeco(update, this.found);
  }
}

/** A picture's address is 64 digits that nobody reads, and that one key in their midst breaks: they are shown as dots. */
export const shortMedia: Extension = ViewPlugin.fromClass(Addresses, {
  decorations: (plugin) => plugin.found,
  provide: (plugin) => EditorView.atomicRanges.of((view) => view.plugin(plugin)?.found ?? Decoration.none),
});
