package org.steadyboard.lesson.search;

import java.util.List;
import java.util.UUID;

/**
 * A page that matches.
 *
 * @param title the lesson's
 * @param path the titles of what is above the lesson, the topmost first
 * @param excerpt html: text with what was found in {@code <mark>}
 * @param score the greater, the better; only to be compared within one search
 */
public record SearchHit(
    UUID lessonId, UUID pageId, String title, List<String> path, String excerpt, float score) {}
