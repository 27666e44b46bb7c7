import { defaultKeymap, history, historyKeymap, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import {
  Annotation,
  Compartment,
  EditorState,
  Transaction,
  type Extension,
  type TransactionSpec,
} from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { placeholdersIn } from '../media/markdown';
import { comingPictures, inward, moved, outward, type Places } from './coming';
import { difference } from './difference';
import { bold, goOnWithList, paragraph, type InsertedWords, type Insertion } from './insert';
import { look } from './look';
import { markdown } from './markdown';
import { shortMedia } from './media';
import { taken } from './places';

export interface EditorWords extends InsertedWords {
  /** What the field is called, and what an empty one says. */
  readonly label: string;
  readonly empty: string;
}

export interface EditorEvents {
  readonly changed: (pageId: string, text: string) => void;
  /** Whether it can be undone and redone. */
  readonly history: (undo: boolean, redo: boolean) => void;
  readonly save: () => void;
  /** Files that were dropped or pasted; false when they are not taken. */
  readonly files: (files: readonly File[], at: number) => boolean;
}

/** What comes from elsewhere is not told again. */
const fromOutside = Annotation.define<true>();

/**
 * The Markdown of one page after another in one field. Each page keeps its cursor and all that can be undone while the
 * lesson is open: saving, and what others changed, do not end it.
 */
export class TextEditor {
  private readonly view: EditorView;
  private readonly states = new Map<string, EditorState>();
  private readonly wording = new Compartment();
  private pageId: string | null = null;

  constructor(
    host: HTMLElement,
    private words: EditorWords,
    private readonly events: EditorEvents,
    private readonly places: Places,
  ) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open', delegatesFocus: true });
    keepSelection(root);
    this.view = new EditorView({ root, parent: root });
    this.view.dom.style.height = '100%';
  }

  destroy(): void {
    this.view.destroy();
  }

  /** Shows a page, whose text is `text` now. */
  show(pageId: string, text: string): void {
    if (this.pageId !== null) this.states.set(this.pageId, this.view.state);
    this.pageId = pageId;
    this.view.setState(this.states.get(pageId) ?? this.stateOf(text));
    this.speak(this.words);
    this.sync(pageId, text);
    this.tellHistory();
  }

  /** The text of a page changed elsewhere; the cursor stays by what it stood by, and it can be undone. */
  sync(pageId: string, text: string): void {
    this.clearPlaces(pageId);
    const own = this.stateNow(pageId)?.doc.toString();
    if (own === undefined || outward(own, this.places) === text) return;
    const change = difference(own, inward(text, own, this.places));
    if (change) this.dispatch(pageId, { changes: change, annotations: fromOutside.of(true) });
  }

  /** Something is known of the pictures whose places stand here. */
  placesMoved(): void {
    if (this.pageId !== null) this.clearPlaces(this.pageId);
    this.view.dispatch({ effects: moved.of(null) });
  }

  speak(words: EditorWords): void {
    this.words = words;
    this.view.dispatch({ effects: this.wording.reconfigure(this.worded()) });
  }

  focus(): void {
    this.view.focus();
  }

  insert(insertion: Insertion): void {
    this.view.dispatch(insertion(this.view.state, this.words));
    this.view.focus();
  }

  undo(): void {
    undo(this.view);
    this.view.focus();
  }

  redo(): void {
    redo(this.view);
    this.view.focus();
  }

  /** Puts pictures, or the places that are held for them, at the cursor or at `at`; goes on behind them. */
  place(pictures: readonly { readonly placeholder: string }[], at = this.view.state.selection.main.head): void {
    for (const { placeholder: picture } of pictures) {
      const spec = paragraph(this.view.state, at, picture);
      this.view.dispatch({ ...spec, scrollIntoView: true });
      at = spec.selection.anchor;
    }
    this.view.focus();
  }

  private stateNow(pageId: string): EditorState | undefined {
    return pageId === this.pageId ? this.view.state : this.states.get(pageId);
  }

  /** Places of what will not come go, and no undoing brings them back for long. */
  private clearPlaces(pageId: string): void {
    const text = this.stateNow(pageId)?.doc.toString() ?? '';
    const gone = placeholdersIn(text).filter(({ id }) => this.places.gone.has(id));
    const change = difference(
      text,
      gone.reduce((now, { id }) => taken(now, id, null), text),
    );
    const annotations = [fromOutside.of(true), Transaction.addToHistory.of(false)];
    if (change) this.dispatch(pageId, { changes: change, annotations });
  }

  /** A page that is not shown changes too. */
  private dispatch(pageId: string, spec: TransactionSpec): void {
    if (pageId === this.pageId) return this.view.dispatch(spec);
    const before = this.states.get(pageId);
    if (before) this.states.set(pageId, before.update(spec).state);
  }

  private stateOf(text: string): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        history(),
        markdown,
        comingPictures(this.places),
        look,
        shortMedia,
        EditorView.lineWrapping,
        this.wording.of(this.worded()),
        keymap.of([
          { key: 'Mod-b', run: () => this.ran(() => this.insert(bold)) },
          { key: 'Mod-s', run: () => this.ran(() => this.events.save()) },
          { key: 'Enter', run: (view) => this.goesOn(view) },
          ...historyKeymap,
          ...defaultKeymap,
        ]),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          this.tellHistory();
          if (this.pageId === null || update.transactions.some((one) => one.annotation(fromOutside))) return;
          this.events.changed(this.pageId, outward(update.state.doc.toString(), this.places));
          if (this.places.gone.size > 0) this.clearPlaces(this.pageId);
        }),
        EditorView.domEventHandlers({
          drop: (event, view) => this.takes(event, event.dataTransfer, view.posAtCoords(event) ?? undefined),
          paste: (event) => this.takes(event, event.clipboardData),
        }),
      ],
    });
  }

  private takes(event: Event, data: DataTransfer | null, at = this.view.state.selection.main.head): boolean {
    const files = Array.from(data?.files ?? []);
    const taken = files.length > 0 && this.events.files(files, at);
    if (taken) event.preventDefault();
    return taken;
  }

  private goesOn(view: EditorView): boolean {
    const spec = goOnWithList(view.state);
    if (spec) view.dispatch(spec);
    return spec !== null;
  }

  private ran(action: () => void): boolean {
    action();
    return true;
  }

  private worded(): Extension {
    return [
      placeholder(this.words.empty),
      EditorView.contentAttributes.of({
        'aria-label': this.words.label,
        tabindex: '0',
        spellcheck: 'true',
        autocapitalize: 'sentences',
        autocorrect: 'on',
      }),
    ];
  }

  private tellHistory(): void {
    this.events.history(undoDepth(this.view.state) > 0, redoDepth(this.view.state) > 0);
  }
}

/**
 * Chromium loses the selection of a shadow root when it is asked to move it, which is done at the end of a wrapped line.
 * Where there is no such method it is not asked.
 */
function keepSelection(root: ShadowRoot & { getSelection?: () => Selection | null }): void {
  const native = root.getSelection?.bind(root);
  if (!native) return;
  root.getSelection = () => {
    const selection = native();
    if (selection) Object.defineProperty(selection, 'modify', { value: undefined, configurable: true });
    return selection;
  };
}
