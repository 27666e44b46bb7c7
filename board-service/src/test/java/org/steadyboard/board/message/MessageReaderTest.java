package org.steadyboard.board.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.steadyboard.board.stage.StageJson;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.testkit.LiveHeap;

class MessageReaderTest {

  private static final String SET_TOOL =
      """
      {"type":"change","commandId":"01938f00-0000-7000-8000-0000000000e2",\
      "boardId":"0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5f",\
      "change":{"kind":"setTool","tool":"pen","value":%s}}""";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "{\"type\":\"ping\"} {\"type\":\"ping\"}",
        "{\"type\":\"ping\",\"type\":\"ping\"}",
        "{'type':'ping'}",
        "{\"type\":\"ping\",}",
        "{\"type\":NaN}"
      })
  void whatIsNoJsonEndsTheConnection(String text) {
    assertThat(flaw(text).code()).isEqualTo(ProblemCode.BAD_JSON);
    assertThat(flaw(text).isClosing()).isTrue();
  }

  @Test
  void deepNestingIsNotRead() {
    assertThat(flaw("[".repeat(1000) + "]".repeat(1000)).code()).isEqualTo(ProblemCode.BAD_JSON);
    assertThat(flaw(SET_TOOL.formatted("[".repeat(40) + "]".repeat(40))).isClosing()).isTrue();
  }

  @Test
  void namesOfFieldsAreNotKept() {
    var name = "x".repeat(20_000);
    var grown =
        LiveHeap.grownBy(
            () -> {
              for (var i = 0; i < 1_000; i++) {
                assertThat(flaw("{\"type\":\"ping\",\"%s%d\":1}".formatted(name, i)).isClosing())
                    .isFalse();
                StageJson.readTools("{\"pen\":{\"%s%d\":1}}".formatted(name, i));
              }
            });
    // Kept, they would be 20 MB, and 20 more of what was stored.
    assertThat(grown).isLessThan(4_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "1", "null", "\"ping\"", "{}", "{\"type\":1}", "{\"type\":null}"})
  void whatIsNoMessageIsTold(String text) {
    assertThat(flaw(text).code()).isEqualTo(ProblemCode.INVALID_MESSAGE);
    assertThat(flaw(text).isClosing()).isFalse();
  }

  @Test
  void anUnknownTypeIsTold() {
    assertThat(flaw("{\"type\":\"sing\"}").code()).isEqualTo(ProblemCode.UNKNOWN_MESSAGE);
    assertThat(flaw("{\"type\":\"sing\",\"loudly\":true}").code())
        .isEqualTo(ProblemCode.UNKNOWN_MESSAGE);
  }

  @Test
  void anotherProtocolEndsTheConnection() {
    var flaw =
        flaw(
            """
            {"type":"hello","protocol":2,"clientId":"01938f00-0000-7000-8000-0000000000c1"}""");
    assertThat(flaw.code()).isEqualTo(ProblemCode.UNKNOWN_PROTOCOL);
    assertThat(flaw.isClosing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\\u0000\"",
        "\"\\ud83d\"",
        "\"x\\ude00\"",
        "[\"\\ud83d\\ud83d\"]",
        "{\"a\\u0000\":1}",
        "{\"a\":{\"b\":[{\"c\":\"\\udc00\"}]}}"
      })
  void textThatCannotBeStoredIsRefused(String value) {
    var flaw = flaw(SET_TOOL.formatted(value));
    assertThat(flaw.code()).isEqualTo(ProblemCode.INVALID_TEXT);
    assertThat(flaw.answer())
        .contains("\"type\":\"refused\"")
        .contains("01938f00-0000-7000-8000-0000000000e2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e400", "[1e999]"})
  void numbersThatCannotBeStoredAreRefused(String value) {
    assertThat(flaw(SET_TOOL.formatted(value)).code()).isEqualTo(ProblemCode.INVALID_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-1-1-1-1",
        "0B9D7A3E-52F4-4F2B-8D57-6A1B2C3D4E5F",
        "0b9d7a3e52f44f2b8d576a1b2c3d4e5f",
        "0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5g",
        "{0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5",
        ""
      })
  void idsAreUuidsInLowerCase(String id) {
    assertThat(flaw("{\"type\":\"unpair\",\"boardId\":\"" + id + "\"}").code())
        .isEqualTo(ProblemCode.INVALID_MESSAGE);
  }

  @Test
  void aBadCommandIsRefusedByItsId() {
    var flaw = flaw(SET_TOOL.replace("setTool", "dance").formatted("1"));
    assertThat(flaw.answer())
        .isEqualTo(
            """
            {"type":"refused","commandId":"01938f00-0000-7000-8000-0000000000e2",\
            "code":"invalid-message","detail":"kind must be showPage, setTool or clear"}""");
  }

  private static BadMessage flaw(String text) {
    return catchThrowableOfType(BadMessage.class, () -> MessageReader.fromTeacher(text));
  }
}
