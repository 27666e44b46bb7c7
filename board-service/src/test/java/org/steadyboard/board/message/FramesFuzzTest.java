package org.steadyboard.board.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.testkit.InputCost;

/**
 * What boards and teachers may say, within {@link InputCost}, on any bytes. A test runs it on the
 * inputs that lie beside it; with {@code JAZZER_FUZZ=1} Jazzer looks for others.
 */
class FramesFuzzTest {

  /** A frame has no more bytes. */
  private static final int MAX_BYTES = 65_536;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":",
        "[",
        "{",
        "\"",
        "\\",
        "\"\\u0000",
        "1e308,",
        "-",
        "9",
        "0.",
        " ",
        "\n",
        "true,",
        "null,",
        "[],",
        "{},",
        "\"a\",",
        "\"a\":1,",
        "}",
        "\u0001",
        "é",
        "\ud83d\ude00",
        "/*",
        "NaN,",
        "0123456789abcdef-"
      })
  void aPatternThatIsRepeated(String pattern) {
    for (var start :
        new String[] {"", "[", "{", "\"", "{\"type\":\"", "{\"type\":\"change\",\"change\":"}) {
      for (var bytes : new int[] {4_000, 16_000, MAX_BYTES}) {
        var text = new StringBuilder(start).repeat(pattern, bytes / pattern.length());
        frame(text.substring(0, Math.min(text.length(), bytes)).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @FuzzTest(maxDuration = "10m")
  void frame(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    InputCost.holds("frame from a board", bytes.length, () -> read(MessageReader::fromBoard, text));
    InputCost.holds(
        "frame from a teacher", bytes.length, () -> read(MessageReader::fromTeacher, text));
  }

  private interface Reading {
    Object of(String text) throws BadMessage;
  }

  private static void read(Reading reading, String text) {
    try {
      reading.of(text);
    } catch (BadMessage e) {
      // Refused, with a word that clients know.
    }
  }
}
