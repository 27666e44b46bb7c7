package org.steadyboard.lesson.input;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.steadyboard.host.error.Problem;
import org.steadyboard.host.error.StorableText;
import org.steadyboard.host.paging.Cursor;
import org.steadyboard.lesson.deck.DeckReader;
import org.steadyboard.lesson.editing.PagesResource.PageRequest;
import org.steadyboard.testkit.InputCost;

/**
 * Each parser of what strangers write, within {@link InputCost}, on any bytes. A test runs them on
 * the inputs that lie beside them; with {@code JAZZER_FUZZ=1} Jazzer looks for others, and puts
 * what it finds there.
 */
class ParsersFuzzTest {

  @FuzzTest(maxDuration = "10m")
  void page(byte[] bytes) {
    var markdown = new String(bytes, StandardCharsets.UTF_8);
    if (markdown.length() <= DeckReader.MAX_PAGE_CHARACTERS) {
      InputCostTest.page("bytes", markdown);
    }
  }

  @FuzzTest(maxDuration = "10m")
  void deck(byte[] bytes) {
    InputCost.holds("deck", bytes.length, () -> DeckReader.read(bytes));
  }

  @FuzzTest(maxDuration = "10m")
  void frontMatter(byte[] bytes) {
    InputCostTest.deck(
        "front matter", "---\n" + new String(bytes, StandardCharsets.UTF_8) + "\n---\nx\n");
  }

  @FuzzTest(maxDuration = "10m")
  void cursor(byte[] bytes) {
    var cursor = new String(bytes, StandardCharsets.ISO_8859_1);
    InputCost.holds(
        "cursor",
        bytes.length,
        () -> {
          for (var parts = 1; parts <= 3; parts++) {
            try {
              var read = Cursor.parts(cursor, parts);
              Cursor.number(read.getFirst());
              Cursor.id(read.getFirst());
            } catch (Problem e) {
              // Refused, with a word that callers know.
            }
          }
        });
  }

  @FuzzTest(maxDuration = "10m")
  void jsonBody(byte[] bytes) {
    var json = new ObjectMapper();
    new StorableText().customize(json);
    InputCost.holds(
        "JSON body",
        bytes.length,
        () -> {
          try {
            json.readValue(bytes, PageRequest.class);
            json.readTree(bytes);
          } catch (JsonProcessingException | Problem e) {
            // Refused, with a word that callers know.
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }
}
