package org.steadyboard.lesson.importing;

import java.util.List;

/**
 * What an import did.
 *
 * @param nodes folders that were made or changed
 * @param lessons lessons that were made or changed
 * @param pages pages of these lessons
 * @param media files that this host did not have before
 * @param unchanged folders and lessons that were as they are
 * @param problems what could not be read, at most {@link #MAX_PROBLEMS}
 */
public record ImportReport(
    int nodes, int lessons, int pages, int media, int unchanged, List<FileProblem> problems) {

  static final int MAX_PROBLEMS = 1_000;

  /**
   * @param line counted from 1; 0 when it is about the file as a whole
   */
  public record FileProblem(String file, int line, String message) {}
}
