package org.steadyboard.board.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.steadyboard.board.message.BoardMessages.FromBoard;
import org.steadyboard.board.message.TeacherMessages.FromTeacher;
import org.steadyboard.board.stage.Change;
import org.steadyboard.board.stage.Revision;
import org.steadyboard.board.stage.Stage;
import org.steadyboard.host.board.BoardSecret;
import org.steadyboard.host.error.ProblemCode;
import org.steadyboard.host.json.ForgottenNames;

/**
 * Reads what clients say. Strict: what is not exactly a message of protocol 1 is refused, and says
 * why.
 */
public final class MessageReader {

  public static final int PROTOCOL = 1;
  public static final int MAX_NAME_CHARS = 80;

  private static final int MAX_DEPTH = 32;
  private static final Pattern TOOL = Pattern.compile("[a-z][A-Za-z0-9]{0,30}");

  private static final ObjectReader JSON =
      JsonMapper.builder(
              ForgottenNames.factory()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(32)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build()
          .readerFor(JsonNode.class);

  private MessageReader() {}

  public static FromBoard fromBoard(String text) throws BadMessage {
    var root = parse(text);
    var fields = Fields.of(root, "A message");
    var type = fields.text("type", 32);
    FromBoard message =
        switch (type) {
          case "hello" -> boardHello(fields);
          case "shown" -> new BoardMessages.Shown(revision(fields.text("revision", 64)));
          case "code" -> new BoardMessages.AskCode();
          case "unpair" -> new BoardMessages.Unpair();
          case "ping" -> new BoardMessages.Ping();
          default -> throw unknown();
        };
    fields.nothingElse();
    return message;
  }

  public static FromTeacher fromTeacher(String text) throws BadMessage {
    var root = parse(text);
    var fields = Fields.of(root, "A message");
    var type = fields.text("type", 32);
    try {
      FromTeacher message =
          switch (type) {
            case "hello" -> teacherHello(fields);
            case "pair" ->
                new TeacherMessages.Pair(
                    fields.id("requestId"),
                    fields.text("code", 16),
                    fields.optionalText("name", MAX_NAME_CHARS));
            case "unpair" -> new TeacherMessages.Unpair(fields.id("boardId"));
            case "change" ->
                new TeacherMessages.ChangeStage(
                    fields.id("commandId"), fields.id("boardId"), change(fields.object("change")));
            case "pointer" ->
                new TeacherMessages.Pointer(
                    fields.id("boardId"),
                    fields.share("x"),
                    fields.share("y"),
                    fields.flag("visible"));
            case "ping" -> new TeacherMessages.Ping();
            default -> throw unknown();
          };
      fields.nothingElse();
      return message;
    } catch (BadMessage e) {
      throw asAnswer(type, fields, e);
    }
  }

  private static FromBoard boardHello(Fields fields) throws BadMessage {
    protocol(fields);
    var boardId = fields.id("boardId");
    var secret = fields.text("secret", 128);
    if (!BoardSecret.isWellFormed(secret)) {
      throw Fields.invalid("secret must be 22 to 128 letters, digits, - and _");
    }
    var text = fields.optionalText("revision", 64);
    var revision =
        text.isPresent() ? Optional.of(revision(text.get())) : Optional.<Revision>empty();
    return new BoardMessages.Hello(boardId, secret, revision);
  }

  private static Revision revision(String text) throws BadMessage {
    return Revision.parse(text).orElseThrow(() -> Fields.invalid("revision is not one of ours"));
  }

  private static FromTeacher teacherHello(Fields fields) throws BadMessage {
    protocol(fields);
    return new TeacherMessages.Hello(fields.id("clientId"));
  }

  private static void protocol(Fields fields) throws BadMessage {
    if (fields.integer("protocol", 0, Integer.MAX_VALUE) != PROTOCOL) {
      throw BadMessage.closing(
          ProblemCode.UNKNOWN_PROTOCOL, "This host speaks protocol " + PROTOCOL);
    }
  }

  private static Change change(Fields fields) throws BadMessage {
    var change =
        switch (fields.text("kind", 32)) {
          case "showPage" ->
              new Change.ShowPage(
                  fields.id("lessonId"),
                  fields.id("pageId"),
                  fields.integer("step", 0, Stage.MAX_STEP));
          case "setTool" -> new Change.SetTool(tool(fields), fields.value("value"));
          case "clear" -> new Change.Clear();
          default -> throw Fields.invalid("kind must be showPage, setTool or clear");
        };
    fields.nothingElse();
    return change;
  }

  private static String tool(Fields fields) throws BadMessage {
    var tool = fields.text("tool", 31);
    if (!TOOL.matcher(tool).matches()) {
      throw Fields.invalid("tool must be a letter in lower case, then letters and digits");
    }
    return tool;
  }

  /** A bad request or command is refused by its id when it has one, so that nobody waits for it. */
  private static BadMessage asAnswer(String type, Fields fields, BadMessage flaw) {
    var field =
        switch (type) {
          case "pair" -> "requestId";
          case "change" -> "commandId";
          default -> null;
        };
    if (field == null || flaw.isClosing()) {
      return flaw;
    }
    return fields.idIfAny(field).map((UUID id) -> flaw.refusing(field, id)).orElse(flaw);
  }

  private static JsonNode parse(String text) throws BadMessage {
    try {
      return JSON.readValue(text);
    } catch (JsonProcessingException e) {
      throw BadMessage.closing(ProblemCode.BAD_JSON, "The message could not be read as JSON");
    }
  }

  private static BadMessage unknown() {
    return BadMessage.staying(ProblemCode.UNKNOWN_MESSAGE, ProblemCode.UNKNOWN_MESSAGE.title());
  }
}
