package org.steadyboard.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MutatorsTest {

  private static final long SEED = 7;
  private static final int TRIES = 2_000;
  private static final String FILE = "ab".repeat(32);

  private static final JsonObject OPEN_API =
      new JsonObject(
          """
          {"paths": {"/api/nodes/{id}": {
             "parameters": [{"name": "id", "in": "path"}, {"name": "limit", "in": "query"}],
             "put": {"requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Node"}}}}},
             "delete": {}}},
           "components": {"schemas": {
             "Node": {"type": "object", "properties": {
               "parentId": {"type": "string"}, "kind": {"$ref": "#/components/schemas/Kind"},
               "rank": {"type": ["integer", "null"]}, "under": {"$ref": "#/components/schemas/Node"},
               "tags": {"type": "array", "items": {"type": "string"}}}},
             "Kind": {"enum": ["course"]}}}}
          """);

  private final Harvest harvest = new Harvest();
  private final Pieces pieces = new Pieces(new SplittableRandom(SEED), harvest);
  private final Bodies bodies = new Bodies(pieces);

  @Test
  void everyOperationOfADocumentIsARoute() {
    var routes = Route.of(OPEN_API);

    assertThat(routes.stream().map(Route::name))
        .containsExactly("PUT /api/nodes/{id}", "DELETE /api/nodes/{id}");
    assertThat(routes.getFirst().queries()).containsExactly("limit");
    assertThat(routes.getFirst().contentType()).isEqualTo("application/json");
    assertThat(routes.getLast().body()).isNull();
  }

  @Test
  void anExampleIsWhatTheSchemaAsksForAndEndsWhereItNamesItself() {
    var route = Route.of(OPEN_API).getFirst();
    var node = (JsonObject) bodies.example("", route.body(), route.schemas());

    assertThat(node.fieldNames()).contains("parentId", "kind", "rank", "under", "tags");
    assertThat(node.getString("kind")).isEqualTo("course");
    assertThat(node.getValue("rank")).isInstanceOf(Integer.class);
  }

  @Test
  void theSameSeedMakesTheSame() {
    var other = new Bodies(new Pieces(new SplittableRandom(SEED), harvest));
    for (var i = 0; i < 200; i++) {
      assertThat(bodies.bytes(bodies.mutated(sample())))
          .isEqualTo(other.bytes(other.mutated(sample())));
    }
  }

  @Test
  void bodiesAreManyAndBoundedAndTheSampleStaysAsItIs() {
    var sample = sample();
    var seen = new HashSet<String>();
    for (var i = 0; i < TRIES; i++) {
      var bytes = bodies.bytes(bodies.mutated(sample));
      assertThat(bytes.length).isLessThanOrEqualTo(Bodies.MOST_BYTES);
      seen.add(new String(bytes, StandardCharsets.ISO_8859_1));
    }
    assertThat(sample).isEqualTo(sample());
    assertThat(seen).hasSizeGreaterThan(TRIES / 3).contains(sample.encode());
  }

  @Test
  void textsAndDepthsAreBounded() {
    for (var i = 0; i < TRIES; i++) {
      assertThat(pieces.text().length()).isLessThanOrEqualTo(Pieces.MOST_TEXT);
      assertThat(pieces.deep().length()).isLessThanOrEqualTo(7 * Pieces.MOST_DEPTH + 1);
    }
  }

  @Test
  void whatAnswersHeldIsSaidAgain() {
    var id = "0b9d7a3e-52f4-4f2b-8d57-6a1b2c3d4e5f";
    harvest.read(
        "{\"nodes\":[{\"id\":\""
            + id
            + "\"}],\"url\":\"/media/"
            + FILE
            + "/a.png\",\"cursor\":\"here\"}");
    var ids = new ArrayList<String>();
    var cursors = new ArrayList<String>();
    var files = new ArrayList<String>();
    for (var i = 0; i < 100; i++) {
      files.add(pieces.sha256());
      ids.add(pieces.id());
      cursors.add(pieces.cursor());
    }
    assertThat(ids).contains(id).anyMatch(other -> !other.equals(id));
    assertThat(files).contains(FILE).anyMatch(other -> !other.equals(FILE));
    assertThat(cursors).contains("here").anyMatch(other -> !other.equals("here"));
  }

  @Test
  void theHarvestIsBounded() {
    for (var i = 0; i < Harvest.MOST + 50; i++) {
      harvest.read("%08x-0000-0000-0000-000000000000".formatted(i));
    }
    var ids = new HashSet<String>();
    for (var i = 0; i < 20_000; i++) {
      harvest.id(new SplittableRandom(i)).ifPresent(ids::add);
    }
    assertThat(ids)
        .hasSizeLessThanOrEqualTo(Harvest.MOST)
        .doesNotContain("00000000-0000-0000-0000-000000000000");
  }

  @Test
  void framesOfTextCarryTheirPayload() {
    var frames = new Frames(pieces);
    for (var length : List.of(0, 1, 125, 126, 65_535, 65_536)) {
      var payload = "x".repeat(length).getBytes(StandardCharsets.UTF_8);
      var frame = frames.frame(0x81, payload);
      var head = frame.length - payload.length;
      var mask = Arrays.copyOfRange(frame, head - 4, head);
      for (var i = 0; i < payload.length; i++) {
        assertThat((byte) (frame[head + i] ^ mask[i % 4])).isEqualTo(payload[i]);
      }
      assertThat(frame[1] & 0x80).as("masked").isEqualTo(0x80);
    }
  }

  @Test
  void violationsAreOfManyKindsAndBounded() {
    var frames = new Frames(pieces);
    var firstBytes = new HashSet<Byte>();
    for (var i = 0; i < TRIES; i++) {
      var bytes = frames.violation();
      assertThat(bytes.length).isLessThan(4 * Pieces.MOST_TEXT + 100);
      if (bytes.length > 0) {
        firstBytes.add(bytes[0]);
      }
    }
    assertThat(firstBytes).hasSizeGreaterThan(10);
  }

  @Test
  void filesAreManyAndBoundedAndSomeBeginAsFilesDo() {
    var files = new FileBytes(pieces);
    var begins = new HashSet<String>();
    for (var i = 0; i < TRIES; i++) {
      var file = files.some();
      assertThat(file.length).isLessThanOrEqualTo(FileBytes.MOST_BYTES);
      begins.add(new String(file, 0, Math.min(4, file.length), StandardCharsets.ISO_8859_1));
    }
    assertThat(begins).contains("\u0089PNG", "GIF8", "%PDF", "<svg", "<!do", "");
  }

  @Test
  void mostUploadsAreAskedForAsTheServiceWantsThemAndGoneOnWith() {
    var uploads = new UploadHeads(pieces);
    var begin = new Route("POST", "/api/uploads", List.of(), "", null, new JsonObject());
    var body = "hello".getBytes(StandardCharsets.US_ASCII);
    var sound = 0;
    for (var i = 0; i < TRIES; i++) {
      var head = uploads.of(begin, body);
      if ("1.0.0".equals(head.get("Tus-Resumable"))
          && head.getOrDefault("Upload-Length", "").equals("5")
          && head.getOrDefault("Upload-Metadata", "").startsWith("id ")) {
        sound++;
      }
    }
    assertThat(sound).isBetween(TRIES / 6, TRIES / 2);
    var ids = new HashSet<String>();
    for (var i = 0; i < TRIES; i++) {
      ids.add(uploads.id());
    }
    assertThat(ids.size()).as("a few of its own, and others").isLessThan(TRIES / 2);
  }

  private static JsonObject sample() {
    return new JsonObject().put("type", "change").put("change", new JsonObject().put("step", 1));
  }
}
