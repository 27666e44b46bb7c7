package org.steadyboard.lesson.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RankTest {

  @RepeatedTest(20)
  void staysInOrderWhereverRowsAreInserted(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var ranks = new ArrayList<String>();
    var hotSpot = random.nextInt(2) == 0;
    for (var i = 0; i < 1_000; i++) {
      var at = hotSpot ? ranks.size() / 2 : random.nextInt(ranks.size() + 1);
      var before = at == 0 ? null : ranks.get(at - 1);
      var after = at == ranks.size() ? null : ranks.get(at);
      var rank = Rank.between(before, after);

      assertThat(before == null || before.compareTo(rank) < 0).isTrue();
      assertThat(after == null || rank.compareTo(after) < 0).isTrue();
      assertThat(rank).matches("[0-9A-Za-z]{6}([0-9A-Za-z]*[1-9A-Za-z])?");
      ranks.add(at, rank);
    }
  }

  @Test
  void staysShortAtBothEnds() {
    var last = Rank.between(null, null);
    var first = last;
    for (var i = 0; i < 100_000; i++) {
      last = Rank.between(last, null);
      first = Rank.between(null, first);
    }
    assertThat(last).hasSize(6);
    assertThat(first).hasSize(6).isLessThan(last);
  }

  @Test
  void growsSlowlyAtOneSpot() {
    var before = Rank.nth(0);
    var after = Rank.nth(1);
    for (var i = 0; i < 600; i++) {
      after = Rank.between(before, after);
    }
    assertThat(after.length()).isLessThan(6 + 600 / 5 + 2);
  }

  @Test
  void theNthIsAfterTheOnesBefore() {
    assertThat(Rank.nth(0)).isEqualTo(Rank.between(null, null)).isLessThan(Rank.nth(1));
    assertThat(Rank.nth(61)).isLessThan(Rank.nth(62));
  }

  @Test
  void setsApartAsManyAsShareOneRank() {
    for (var after : new String[] {null, "V00001", "V000001", "V000000001", "V000003"}) {
      for (var count : new int[] {1, 2, 3, 62, 63, 200}) {
        var ranks = Rank.apart("V00000", count, after);

        assertThat(ranks).hasSize(count).startsWith("V00000").isSorted().doesNotHaveDuplicates();
        assertThat(ranks).allMatch(r -> after == null || r.compareTo(after) < 0);
        assertThat(ranks.subList(1, count)).noneMatch(r -> r.endsWith("0"));
        var behind = Rank.between(ranks.getLast(), after);
        assertThat(Rank.apart("V00000", count, behind)).isEqualTo(ranks);
      }
    }
    assertThat(Rank.apart("V000000V", 3, "V000001"))
        .containsExactly("V000000V", "V000000V1", "V000000V2");
    assertThatThrownBy(() -> Rank.apart("V00000", 2, "V00000"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesWhatHasNothingInBetween() {
    assertThatThrownBy(() -> Rank.between("V00000", "V00000"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Rank.between("V00001", "V00000"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
