package org.steadyboard.board.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.steadyboard.testkit.InputCost;

/**
 * What boards and teachers may say, within {@link InputCost}, on any bytes. A test runs it on the
 * inputs that lie beside it; with {@code JAZZER_FUZZ=1} Jazzer looks for others.
 */
class FramesFuzzTest {

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
