import { defaultKeymap, history, historyKeymap, redo, redoDepth, undo, undoDepth } from '@codemirror/commands';
import { Annotation, Compartment, EditorState, type Extension, type TransactionSpec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { newId } from '../../net/ids';
import { came, cameSoFar, comes, comingPictures, placeOf } from './coming';
import { bold, goOnWithList, paragraph, type InsertedWords, type Insertion } from './insert';
import { look } from './look';
import { markdown } from './markdown';
import { shortMedia } from './media';
import type { ComingPicture } from './pictures';

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
    const state = this.stateNow(pageId);
    const change = state && difference(state.doc.toString(), text);
    if (change) this.dispatch(pageId, { changes: change, annotations: fromOutside.of(true) });
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

  /** Puts pictures at the cursor, or at `at`, as they come; also when another page is shown by then. */
  place(coming: readonly ComingPicture[], at = this.view.state.selection.main.head): void {
    const pageId = this.pageId;
    if (pageId === null) return;
    for (const picture of coming) {
      const id = newId();
      this.dispatch(pageId, { effects: comes.of({ id, at, name: picture.name }) });
      const unwatch = picture.watch((part) => this.dispatch(pageId, { effects: cameSoFar.of({ id, part }) }));
      const end = (text: string | null) => {
        unwatch();
        const state = this.stateNow(pageId);
        const place = state && placeOf(state, id);
        const spec = state && place != null && text !== null ? paragraph(state, place, text) : {};
        this.dispatch(pageId, { ...spec, effects: came.of(id) });
      };
      picture.markdown.then(end, () => end(null));
    }
  }

  private stateNow(pageId: string): EditorState | undefined {
    return pageId === this.pageId ? this.view.state : this.states.get(pageId);
  }

  /** A page that is not shown changes too: a picture came, or somebody else wrote. */
  private dispatch(pageId: string, spec: TransactionSpec): void {
    if (pageId === this.pageId) return this.view.dispatch(spec);
    const before = this.states.get(pageId);
    if (!before) return;
    const transaction = before.update(spec);
    this.states.set(pageId, transaction.state);
    if (transaction.docChanged && !transaction.annotation(fromOutside)) {
      this.events.changed(pageId, transaction.state.doc.toString());
    }
  }

  private stateOf(text: string): EditorState {
    return EditorState.create({
      doc: text,
      extensions: [
        history(),
        markdown,
        comingPictures,
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
          this.events.changed(this.pageId, update.state.doc.toString());
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

/** The least that has to change, so that a cursor elsewhere stays where it is; null: nothing. */
export function difference(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
