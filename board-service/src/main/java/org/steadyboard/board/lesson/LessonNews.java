package org.steadyboard.board.lesson;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.loop.Loop;
import org.steadyboard.board.message.BoardMessages;

/**
 * Tells boards that the lesson which they show was changed, so that they read it again. A hint: a
 * board that misses it reads its lesson when it connects. Changes that come close together are one
 * to a board, and a lesson that many boards show does not bring them all to lesson-service at once.
 * Used on the loop only.
 */
public final class LessonNews {

  /** Between two looks at all boards; the first change after a quiet moment is told at once. */
  public static final Duration ROUND_EVERY = Duration.ofMillis(500);

  /** Boards that are told together, and how soon the next ones are: 2,000 a second. */
  public static final int TOLD_AT_ONCE = 100;

  public static final Duration TELLING_GAP = Duration.ofMillis(50);

  private final Loop loop;
  private final BoardsHere boards;
  private Set<UUID> changed = new HashSet<>();
  private boolean anyMayHave;
  private boolean resting;

  public LessonNews(Loop loop, BoardsHere boards) {
    this.loop = loop;
    this.boards = boards;
  }

  public void changed(UUID lessonId) {
    changed.add(lessonId);
    next();
  }

  /** Changes were not heard for a while. */
  public void anyMayHaveChanged() {
    anyMayHave = true;
    next();
  }

  private void next() {
    if (resting || (changed.isEmpty() && !anyMayHave)) {
      return;
    }
    resting = true;
    Set<UUID> told = changed;
    Predicate<UUID> isNews = anyMayHave ? lesson -> true : told::contains;
    changed = new HashSet<>();
    anyMayHave = false;
    tell(boards.all().stream().filter(b -> shows(b, isNews)).toList(), 0);
  }

  private void tell(List<BoardHere> concerned, int from) {
    var to = Math.min(concerned.size(), from + TOLD_AT_ONCE);
    for (var board : concerned.subList(from, to)) {
      // Those that were told later may have gone on meanwhile.
      if (shows(board, lesson -> true)) {
        board.link().send(BoardMessages.lesson(board.row().stage().lessonId()));
      }
    }
    if (to < concerned.size()) {
      loop.after(TELLING_GAP, () -> tell(concerned, to));
    } else {
      loop.after(
          ROUND_EVERY,
          () -> {
            resting = false;
            next();
          });
    }
  }

  private static boolean shows(BoardHere board, Predicate<UUID> lesson) {
    return board.link() != null
        && !board.pairings().isEmpty()
        && board.row() != null
        && board.row().stage().lessonId() != null
        && lesson.test(board.row().stage().lessonId());
  }
}
