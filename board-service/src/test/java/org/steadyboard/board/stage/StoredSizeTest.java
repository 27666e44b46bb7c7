package org.steadyboard.board.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.steadyboard.board.stage.Change.SetTool;
import org.steadyboard.database.HostDatabase;

/** Against what the database itself makes of a value. */
class StoredSizeTest {

  private static final long SEED = 308;
  private static final int VALUES = 3_000;
  private static final int PLENTY = 1_000_000;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String LETTERS = "aé€𝄞\"\\/\b\f\n\r\t\u0001\u001f\u007f ,:{}[]";

  @AutoClose private static final HostDatabase host = new HostDatabase();

  @Test
  void isWhatTheDatabaseKeeps() throws SQLException {
    var random = new Random(SEED);
    try (var connection = host.service().getConnection();
        var asked =
            connection.prepareStatement(
                "select octet_length(t), t from (select ?::jsonb::text as t) as kept")) {
      for (var i = 0; i < VALUES; i++) {
        var value = value(random, 4);
        var tools = Stage.EMPTY.apply(new SetTool("tool", value)).tools();
        asked.setString(1, StageJson.tools(tools));
        try (var row = asked.executeQuery()) {
          row.next();
          assertThat(StoredSize.of(tools, PLENTY))
              .as("seed %d, value %d: %s", SEED, i, value)
              .isEqualTo(row.getInt(1));
          var read = StageJson.readTools(row.getString(2));
          assertThat(StoredSize.of(read, PLENTY))
              .as("seed %d, value %d, read again: %s", SEED, i, value)
              .isEqualTo(row.getInt(1));
        }
      }
    }
  }

  @Test
  void whatIsMuchTooLargeIsNotWrittenWhole() {
    var array = JSON.arrayNode();
    for (var i = 0; i < 200_000; i++) {
      array.add(1e308);
    }
    // 62 MB in full, and more than a test's patience if it were made.
    assertThat(StoredSize.of(Map.of("t", StageJson.inFull(array)), 100)).isEqualTo(101);
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> JSON.booleanNode(random.nextBoolean());
      case 1 -> JSON.numberNode(random.nextInt());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 ->
          JSON.numberNode(
              Double.parseDouble(random.nextInt(-99, 99) + "e" + random.nextInt(-330, 307)));
      case 4 -> JSON.numberNode(random.nextGaussian());
      case 5, 6 -> JSON.textNode(text(random));
      case 7 -> {
        var array = JSON.arrayNode();
        for (var i = random.nextInt(5); i > 0; i--) {
          array.add(value(random, depth - 1));
        }
        yield array;
      }
      default -> {
        var object = JSON.objectNode();
        for (var i = random.nextInt(5); i > 0; i--) {
          object.set(text(random), value(random, depth - 1));
        }
        yield object;
      }
    };
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    var letters = LETTERS.codePoints().toArray();
    for (var i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
