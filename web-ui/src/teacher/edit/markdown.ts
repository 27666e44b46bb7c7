import { defineLanguageFacet, Language } from '@codemirror/language';
import { parser, Strikethrough, Table } from '@lezer/markdown';

/**
 * The Markdown that a page may have, for its looks. Not the ready-made language package, which brings the languages of
 * html, styles and scripts along: they would be the larger half of what the editor loads.
 */
export const markdown = new Language(defineLanguageFacet(), parser.configure([Table, Strikethrough]), [], 'markdown');
