import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Marks stay in sight but step back; what they make looks a little like it will. */
const marks = HighlightStyle.define([
  { tag: tags.heading1, fontWeight: '750', fontSize: '1.25em', color: 'var(--ink)' },
  { tag: tags.heading2, fontWeight: '700', fontSize: '1.12em', color: 'var(--ink)' },
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '750' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--brand)' },
  { tag: tags.url, color: 'var(--ink-quiet)' },
  { tag: tags.monospace, fontFamily: 'ui-monospace, monospace', fontSize: '0.95em' },
  { tag: tags.comment, color: 'var(--sun-ink)', backgroundColor: 'var(--sun-soft)', borderRadius: '4px' },
  { tag: tags.processingInstruction, color: 'var(--ink-quiet)' },
  { tag: tags.contentSeparator, color: 'var(--ink-quiet)' },
]);

/** The text stands in a shadow root, whose styles no content policy takes for inline ones. */
const place = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font)', fontSize: '1.0625rem', lineHeight: '1.55', overflow: 'auto' },
  '.cm-content': { padding: '0.75rem 0 40vh', caretColor: 'var(--brand)' },
  '.cm-line': { padding: '0 1rem' },
  '.cm-cursor': { borderLeftColor: 'var(--brand)', borderLeftWidth: '2px' },
  '.cm-placeholder': { color: 'var(--ink-quiet)' },
  '.cm-coming': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '0.4em',
    padding: '0 0.5em',
    borderRadius: '0.5em',
    backgroundColor: 'var(--brand-soft)',
    fontSize: '0.9em',
  },
  '.cm-coming progress': { width: '5em', accentColor: 'var(--brand)' },
});

export const look: readonly Extension[] = [place, syntaxHighlighting(marks)];
