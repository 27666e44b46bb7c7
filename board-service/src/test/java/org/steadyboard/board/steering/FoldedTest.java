package org.steadyboard.board.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.stage.Change;
import org.steadyboard.board.stage.Change.Clear;
import org.steadyboard.board.stage.Change.SetTool;
import org.steadyboard.board.stage.Change.ShowPage;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.board.stage.StageRow;

class FoldedTest {

  private static final UUID BOARD = UUID.randomUUID();
  private static final Revision REVISION = new Revision(1, "a");
  private static final StageRow EMPTY = new StageRow(BOARD, Stage.EMPTY, REVISION, List.of());

  @Test
  void appliesInOrder() {
    var first = command(new ShowPage(UUID.randomUUID(), UUID.randomUUID(), 0));
    var last = new ShowPage(UUID.randomUUID(), UUID.randomUUID(), 3);
    var second = command(last);
    var folded = Folded.of(EMPTY, List.of(first, second));
    assertThat(folded.stage().pageId()).isEqualTo(last.pageId());
    assertThat(folded.recent()).containsExactly(second.id(), first.id());
    assertThat(folded.done()).containsExactly(first, second);
  }

  @Test
  void aCommandSaidAgainIsHarmlessAlsoAfterNewerOnes() {
    var old = command(new ShowPage(UUID.randomUUID(), UUID.randomUUID(), 0));
    var newer = command(new ShowPage(UUID.randomUUID(), UUID.randomUUID(), 1));
    var row = after(EMPTY, old, newer);
    var again = Folded.of(row, List.of(old));
    assertThat(again.changed()).isFalse();
    assertThat(again.stage()).isEqualTo(row.stage());
    assertThat(again.done()).containsExactly(old);
  }

  @Test
  void aCommandTwiceInOneBatchIsAppliedOnce() {
    var page = command(new ShowPage(UUID.randomUUID(), UUID.randomUUID(), 0));
    var clear = command(new Clear());
    var folded = Folded.of(EMPTY, List.of(page, clear, page));
    assertThat(folded.stage()).isEqualTo(Stage.EMPTY);
    assertThat(folded.done()).containsExactly(page, clear, page);
    assertThat(folded.recent()).containsExactly(clear.id(), page.id());
  }

  @Test
  void remembersTheNewestSixteen() {
    var commands = new ArrayList<Command>();
    for (var i = 0; i < 20; i++) {
      commands.add(command(new Clear()));
    }
    var row = after(EMPTY, commands.toArray(Command[]::new));
    assertThat(row.recent()).hasSize(Folded.REMEMBERED).startsWith(commands.get(19).id());
    var one = command(new Clear());
    var next = after(row, one);
    assertThat(next.recent())
        .hasSize(Folded.REMEMBERED)
        .startsWith(one.id(), commands.get(19).id());
  }

  @Test
  void whatIsTooLargeIsLeftOutAndTheRestHolds() {
    var large = command(new SetTool("t", TextNode.valueOf("x".repeat(5000))));
    var small = command(new SetTool("t", TextNode.valueOf("x")));
    var folded = Folded.of(EMPTY, List.of(large, small));
    assertThat(folded.tooLarge()).containsExactly(large);
    assertThat(folded.done()).containsExactly(small);
    assertThat(folded.recent()).containsExactly(small.id());
  }

  @Test
  void aLateCommandOfAClientThatWentOnIsHarmlessHoweverMuchCameInBetween() {
    var client = new Random(7).nextLong();
    var late = ordered(1, client);
    var row = EMPTY;
    for (var i = 2; i < 2 + 3 * Folded.REMEMBERED; i++) {
      row = after(row, ordered(i, client), ordered(i, client + 1));
    }
    var folded = Folded.of(row, List.of(late));
    assertThat(folded.changed()).isFalse();
    assertThat(folded.stage()).isEqualTo(row.stage());
    assertThat(folded.done()).containsExactly(late);
    assertThat(row.recent()).as("one of each client").hasSize(2);
  }

  @Test
  void withinOneBatchTooALateCommandIsHarmless() {
    var client = new Random(7).nextLong();
    var folded = Folded.of(EMPTY, List.of(ordered(5, client), ordered(4, client)));
    assertThat(folded.stage().step()).isEqualTo(5);
    assertThat(folded.recent()).hasSize(1);
    assertThat(folded.done()).hasSize(2);
  }

  @Test
  void theOrderOfOtherClientsAndOfOtherIdsDoesNotMatter() {
    var row = after(EMPTY, ordered(9, 1), ordered(8, 2));
    assertThat(row.stage().step()).as("of another client").isEqualTo(8);
    var random = command(new ShowPage(UUID.randomUUID(), UUID.randomUUID(), 3));
    assertThat(after(row, random).stage().step()).isEqualTo(3);
  }

  private static Command ordered(int number, long client) {
    var id = new UUID((long) number << 16 | 0x7000L, client & 0x3fffL | 0x8000_0000_0000_0000L);
    return new Command(
        id, BOARD, new ShowPage(UUID.randomUUID(), UUID.randomUUID(), number), null, 0);
  }

  private static StageRow after(StageRow row, Command... commands) {
    var folded = Folded.of(row, List.of(commands));
    return new StageRow(BOARD, folded.stage(), REVISION, folded.recent());
  }

  private static Command command(Change change) {
    return new Command(UUID.randomUUID(), BOARD, change, null, 0);
  }
}
