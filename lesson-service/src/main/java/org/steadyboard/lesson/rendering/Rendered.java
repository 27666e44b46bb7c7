package org.steadyboard.lesson.rendering;

/**
 * What is derived from a page's Markdown.
 *
 * @param html safe to put into a page as it is
 * @param notes for the teacher; plain text
 * @param headings the text of the headings, one a line, cut for the index
 * @param words the other text, without notes, cut for the index
 */
public record Rendered(String html, String notes, String headings, String words) {}
