import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';

/** A picture on its way, where it will stand. It is no part of the text: nothing of it is saved, and it moves along. */
interface Place {
  readonly id: string;
  readonly at: number;
  readonly name: string;
}

export const comes = StateEffect.define<Place>({
  map: (place, changes) => ({ ...place, at: changes.mapPos(place.at) }),
});
export const cameSoFar = StateEffect.define<{ readonly id: string; readonly part: number }>();
export const came = StateEffect.define<string>();

class Waiting extends WidgetType {
  constructor(
    readonly id: string,
    private readonly name: string,
    private readonly part: number,
  ) {
    super();
  }

  override eq(other: Waiting): boolean {
    return other.id === this.id && other.part === this.part;
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span');
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
    if (bar) bar.value = this.part;
    return bar !== null;
  }
}

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(places, { changes, effects }) {
    let now = places.map(changes);
    for (const effect of effects) {
      if (effect.is(comes)) now = now.update({ add: [waiting(effect.value, 0)] });
      if (effect.is(came)) now = now.update({ filter: (_from, _to, one) => idOf(one) !== effect.value });
      if (effect.is(cameSoFar)) {
        const { id, part } = effect.value;
        now.between(0, Infinity, (at, _to, one) => {
          if (idOf(one) !== id) return;
          const name = (one.spec as { name: string }).name;
          now = now.update({ filter: (_from, _until, other) => other !== one, add: [waiting({ id, at, name }, part)] });
          return false;
        });
      }
    }
    return now;
  },
  provide: (places) => EditorView.decorations.from(places),
});

function waiting({ id, at, name }: Place, part: number) {
  return Decoration.widget({ widget: new Waiting(id, name, part), side: 1, id, name }).range(at);
}

function idOf(one: Decoration): string {
  return (one.spec as { id: string }).id;
}

/** Where a picture that comes is to stand now; null: its place is gone. */
export function placeOf(state: EditorState, id: string): number | null {
  let found: number | null = null;
  state.field(field).between(0, state.doc.length, (at, _to, one) => {
    if (idOf(one) === id) found = at;
  });
  return found;
}

export const comingPictures: Extension = field;
