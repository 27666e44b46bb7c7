package org.steadyboard.bench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.steadyboard.bench.browser.Choice.Outlook;
import org.steadyboard.bench.browser.Choice.Pace;
import org.steadyboard.bench.browser.Choice.Verdict;
import org.steadyboard.bench.browser.Choice.Word;

/** The decisions of hostChoice.test.ts in the web UI, as far as the bench needs them. */
class ChoiceTest {

  private static final HostDoor A = new HostDoor("a", 1, 1);
  private static final HostDoor B = new HostDoor("b", 2, 2);
  private static final HostDoor C = new HostDoor("c", 3, 3);
  private static final Random RANDOM = new Random(7);

  private static Outlook outlook(Set<String> troubled, Map<String, Word> answers) {
    return new Outlook(List.of(A, B, C), troubled, answers);
  }

  @Test
  void eachHostOnceThoseInTroubleLate() {
    assertThat(Choice.next(outlook(Set.of("b"), Map.of()), Set.of("a"), RANDOM)).contains(C);
    assertThat(Choice.next(outlook(Set.of("b"), Map.of()), Set.of("a", "c"), RANDOM)).contains(B);
    assertThat(Choice.next(outlook(Set.of(), Map.of()), Set.of("a", "b", "c"), RANDOM)).isEmpty();
  }

  @Test
  void theOnlyOtherHostIsKnockedAtUnlessItFailedLately() {
    var two = List.of(A, B);
    assertThat(Choice.onlyOther(new Outlook(two, Set.of(), Map.of()), "a")).contains(B);
    assertThat(Choice.onlyOther(new Outlook(two, Set.of("b"), Map.of()), "a")).isEmpty();
    assertThat(Choice.onlyOther(new Outlook(two, Set.of(), Map.of("b", Word.NO_GOOD)), "a"))
        .isEmpty();
    assertThat(Choice.onlyOther(outlook(Set.of(), Map.of()), "a")).isEmpty();
    assertThat(Choice.onlyOther(new Outlook(List.of(A), Set.of(), Map.of()), "a")).isEmpty();
  }

  @Test
  void whoSaysThatItIsNoGoodComesLast() {
    var answers = Map.of("c", Word.NO_GOOD);

    assertThat(Choice.next(outlook(Set.of("b"), answers), Set.of("a"), RANDOM)).contains(B);
  }

  @Test
  void aHostThatIsNoGoodIsLeftOnlyForOneThatServes() {
    var nobody = outlook(Set.of(), Map.of("b", Word.NO_GOOD));
    var c = outlook(Set.of(), Map.of("b", Word.NO_GOOD, "c", Word.SERVES));

    assertThat(Choice.better(nobody, "a", Set.of(), RANDOM)).isEqualTo(Optional.empty());
    assertThat(Choice.better(c, "a", Set.of(), RANDOM)).contains(C);
    assertThat(Choice.better(c, "a", Set.of("c"), RANDOM)).as("it said so before").isEmpty();
  }

  @Test
  void aHostIsJudgedBesideTheOthers() {
    var serves = Word.SERVES;
    assertThat(Choice.verdict("a", Map.of(), 2)).isEqualTo(Verdict.INTERNET);
    assertThat(Choice.verdict("a", Map.of(), 1)).isEqualTo(Verdict.UNKNOWN);
    assertThat(Choice.verdict("a", Map.of("b", serves), 2)).isEqualTo(Verdict.HOST);
    assertThat(Choice.verdict("a", Map.of("a", serves), 2)).isEqualTo(Verdict.ANSWERING);
    assertThat(Choice.verdict("a", Map.of("a", Word.NO_GOOD, "b", serves), 2))
        .isEqualTo(Verdict.NO_GOOD);
  }

  @Test
  void aRaceLooksForOneThatServesBesideOurs() {
    assertThat(Choice.pace("a", Map.of("b", Word.NO_GOOD), 3)).isEqualTo(Pace.WAIT);
    assertThat(Choice.pace("a", Map.of("b", Word.SERVES), 3)).isEqualTo(Pace.SOON);
    assertThat(Choice.pace("a", Map.of("a", Word.SERVES), 3)).isEqualTo(Pace.SOON);
    assertThat(Choice.pace("a", Map.of("a", Word.NO_GOOD, "b", Word.SERVES), 3))
        .isEqualTo(Pace.OVER);
  }
}
