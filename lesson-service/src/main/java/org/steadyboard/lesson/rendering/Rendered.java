package org.steadyboard.lesson.rendering;

/**
 * What is derived from a page's Markdown.
 *
 * @param html safe to put into a page as it is
 * @param notes what stands in the comments, for the teacher; plain text
 * @param headings the text of the headings, one a line
 * @param words the other text, without notes
 */
public record Rendered(String html, String notes, String headings, String words) {}
