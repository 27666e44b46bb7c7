package org.steadyboard.board.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.desk.RecordingWire;
import org.steadyboard.board.here.BoardHere;
import org.steadyboard.board.here.BoardsHere;
import org.steadyboard.board.here.Pairing;
import org.steadyboard.board.limit.TestLimits;
import org.steadyboard.board.link.BoardLink;
import org.steadyboard.board.loop.HandLoop;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageRow;

class LessonNewsTest {

  private final HandLoop loop = new HandLoop();
  private final BoardsHere boards = new BoardsHere();
  private final LessonNews news = new LessonNews(loop, boards);
  private final UUID lesson = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();

  @Test
  void theBoardsThatShowItAreToldAtOnceAndNoOthers() {
    var shows = board(lesson);
    var showsAnother = board(other);
    var showsNothing = board(null);
    var unpaired = board(lesson);
    here(unpaired).pairings(List.of());
    var unread = board(lesson);
    here(unread).forgetRow();
    var away = board(lesson);
    here(away).link(null);

    news.changed(lesson);

    assertThat(told(shows)).containsExactly(lesson.toString());
    for (var one : List.of(showsAnother, showsNothing, unpaired, unread, away)) {
      assertThat(told(one)).isEmpty();
    }
    assertThat(loop.faults()).isEmpty();
  }

  @Test
  void changesThatComeCloseTogetherAreOne() {
    var board = board(lesson);
    for (var i = 0; i < 100; i++) {
      news.changed(lesson);
    }
    assertThat(told(board)).hasSize(1);
    loop.forward(LessonNews.ROUND_EVERY.minusMillis(1));
    assertThat(told(board)).hasSize(1);
    loop.forward(Duration.ofMillis(1));
    assertThat(told(board)).as("what came meanwhile is told").hasSize(2);
    loop.forward(Duration.ofMinutes(1));
    assertThat(told(board)).as("and nothing more").hasSize(2);
  }

  @Test
  void aLessonThatManyShowBringsThemOneAfterTheOther() {
    var all = Stream.generate(() -> board(lesson)).limit(LessonNews.TOLD_AT_ONCE * 3L).toList();
    news.changed(lesson);
    assertThat(tolds(all)).isEqualTo(LessonNews.TOLD_AT_ONCE);
    var gone = all.stream().filter(b -> told(b).isEmpty()).findFirst().orElseThrow();
    here(gone).link(null);
    loop.forward(LessonNews.TELLING_GAP);
    assertThat(tolds(all)).isBetween(LessonNews.TOLD_AT_ONCE * 2 - 1, LessonNews.TOLD_AT_ONCE * 2);
    loop.forward(LessonNews.TELLING_GAP);
    assertThat(tolds(all)).isEqualTo(LessonNews.TOLD_AT_ONCE * 3 - 1);
  }

  @Test
  void afterAPauseInHearingAllWithALessonAreTold() {
    var one = board(lesson);
    var another = board(other);
    var nothing = board(null);
    news.anyMayHaveChanged();
    assertThat(told(one)).containsExactly(lesson.toString());
    assertThat(told(another)).containsExactly(other.toString());
    assertThat(told(nothing)).isEmpty();
  }

  private record Seat(UUID id, RecordingWire wire) {}

  private Seat board(UUID shown) {
    var id = UUID.randomUUID();
    var wire = new RecordingWire();
    var board = boards.at(id);
    board.link(new BoardLink(wire, TestLimits.usual(), 0, "192.0.2.1"));
    board.pairings(List.of(new Pairing(id, UUID.randomUUID(), "T", Instant.EPOCH)));
    var page = shown == null ? null : UUID.randomUUID();
    board.row(
        new StageRow(id, new Stage(shown, page, 0, Map.of()), new Revision(1, "a"), List.of()));
    return new Seat(id, wire);
  }

  private BoardHere here(Seat seat) {
    return boards.find(seat.id());
  }

  private static List<String> told(Seat seat) {
    var lessons = new ArrayList<String>();
    seat.wire().sent("lesson").forEach(m -> lessons.add(m.get("lessonId").asText()));
    return lessons;
  }

  private static int tolds(List<Seat> all) {
    return all.stream().mapToInt(s -> told(s).size()).sum();
  }
}
