import { EditorSelection, type ChangeSpec, type EditorState, type Line, type TransactionSpec } from '@codemirror/state';

/**
 * What the buttons of the bar do to a text: pure, on the state of the moment. Each can be pressed again to take back what
 * it did.
 */
export type Insertion = (state: EditorState, words: InsertedWords) => TransactionSpec;

/** What is put where nothing was selected. */
export interface InsertedWords {
  readonly bold: string;
  readonly note: string;
  readonly column: (number: number) => string;
}

const HEADING = /^(#{1,6}) +/;
const ITEM = /^(\s*)(?:[-*+]|\d+[.)]) +/;

/** None, a title, a smaller one, none again; of every line that is selected. */
export const heading: Insertion = (state) => {
  const lines = selectedLines(state);
  const level = HEADING.exec(lines[0]?.text ?? '')?.[1]?.length ?? 0;
  const mark = level === 0 ? '# ' : level === 1 ? '## ' : '';
  return onLines(
    state,
    lines.map((line) => ({
      from: line.from,
      to: line.from + (HEADING.exec(line.text)?.[0].length ?? 0),
      insert: mark,
    })),
  );
};

export const list: Insertion = (state) => {
  const lines = selectedLines(state);
  const filled = lines.filter((line) => line.text.trim() !== '');
  const marked = filled.length > 0 ? filled : lines;
  const all = marked.every((line) => ITEM.test(line.text));
  return onLines(
    state,
    marked.flatMap((line): ChangeSpec[] => {
      const item = ITEM.exec(line.text);
      const indent = item?.[1]?.length ?? 0;
      if (all && item) return [{ from: line.from + indent, to: line.from + item[0].length }];
      return item ? [] : [{ from: line.from, insert: '- ' }];
    }),
  );
};

export const bold: Insertion = (state, words) => {
  const { doc } = state;
  return {
    ...state.changeByRange((range) => {
      const outside =
        doc.sliceString(range.from - 2, range.from) === '**' && doc.sliceString(range.to, range.to + 2) === '**';
      if (outside) {
        return {
          changes: [
            { from: range.from - 2, to: range.from },
            { from: range.to, to: range.to + 2 },
          ],
          range: EditorSelection.range(range.from - 2, range.to - 2),
        };
      }
      const text = range.empty ? words.bold : doc.sliceString(range.from, range.to);
      const trimmed = text.trim();
      const lead = text.indexOf(trimmed);
      const from = range.from + (range.empty ? 0 : lead);
      const to = range.empty ? range.to : from + trimmed.length;
      return {
        changes: { from, to, insert: `**${trimmed}**` },
        range: EditorSelection.range(from + 2, from + 2 + trimmed.length),
      };
    }),
    scrollIntoView: true,
    userEvent: 'input',
  };
};

export const table: Insertion = (state, words) => {
  const [one, two] = [words.column(1), words.column(2)];
  const row = (first: string, second: string) => `| ${first} | ${second} |\n`;
  const rule = row('-'.repeat(one.length), '-'.repeat(two.length));
  const blank = row(' '.repeat(one.length), ' '.repeat(two.length));
  return block(state, row(one, two) + rule + blank + blank, 2, one.length);
};

/** What the class does not see: at the end of the page, or where the last note stands when that is empty. */
export const note: Insertion = (state, words) => {
  const end = state.doc.length;
  const text = state.doc.toString();
  const gap = text.trim() === '' || /\n\s*\n$/.test(text) ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  const from = end + gap.length + 5;
  return {
    changes: { from: end, insert: `${gap}<!-- ${words.note} -->\n` },
    selection: EditorSelection.range(from, from + words.note.length),
    scrollIntoView: true,
    userEvent: 'input',
  };
};

/** A new line in a list begins with its mark; on an empty item the list ends. Null: nothing of that. */
export function goOnWithList(state: EditorState): TransactionSpec | null {
  const { empty, head } = state.selection.main;
  const line = state.doc.lineAt(head);
  const item = ITEM.exec(line.text);
  if (!item || !empty || head < line.from + item[0].length) return null;
  if (line.text.trim() === item[0].trim()) {
    return { changes: { from: line.from, to: line.to }, userEvent: 'delete' };
  }
  const mark = item[0].replace(/\d+/, (number) => String(Number(number) + 1));
  const insert = `${state.lineBreak}${mark}`;
  return {
    changes: { from: head, insert },
    selection: EditorSelection.cursor(head + insert.length),
    scrollIntoView: true,
    userEvent: 'input',
  };
}

/** Markdown that comes from elsewhere, such as a picture's, as a paragraph of its own; the cursor goes behind it. */
export function paragraph(
  state: EditorState,
  at: number,
  markdown: string,
): TransactionSpec & { readonly selection: { readonly anchor: number } } {
  const line = state.doc.lineAt(Math.min(at, state.doc.length));
  const isEmpty = line.text.trim() === '';
  const above = line.number > 1 ? state.doc.line(line.number - 1).text.trim() : '';
  const gap = isEmpty ? (above === '' ? '' : '\n') : '\n\n';
  const from = isEmpty ? line.from : line.to;
  // What is written on is a paragraph of its own: in the picture's line it would stand beside it.
  const insert = `${gap}${markdown}\n\n`;
  return { changes: { from, insert }, selection: { anchor: from + insert.length }, userEvent: 'input' };
}

/** On lines of its own, with `length` characters selected, `offset` from its start. */
function block(state: EditorState, text: string, offset: number, length: number): TransactionSpec {
  const line = state.doc.lineAt(state.selection.main.to);
  const empty = line.text.trim() === '';
  const previous = line.number > 1 ? state.doc.line(line.number - 1).text.trim() : '';
  const gap = empty ? (previous === '' ? '' : '\n') : '\n\n';
  const at = empty ? line.from : line.to;
  const from = at + gap.length + offset;
  return {
    changes: { from: at, to: line.to, insert: gap + text },
    selection: EditorSelection.range(from, from + length),
    scrollIntoView: true,
    userEvent: 'input',
  };
}

function selectedLines(state: EditorState): readonly Line[] {
  const { from, to } = state.selection.main;
  const lines: Line[] = [];
  for (let at = from; ;) {
    const line = state.doc.lineAt(at);
    lines.push(line);
    if (line.to >= to) return lines;
    at = line.to + 1;
  }
}

/** The selection moves along, behind what is put before it. */
function onLines(state: EditorState, changes: readonly ChangeSpec[]): TransactionSpec {
  const set = state.changes(changes as ChangeSpec[]);
  return { changes: set, selection: state.selection.map(set, 1), scrollIntoView: true, userEvent: 'input' };
}
