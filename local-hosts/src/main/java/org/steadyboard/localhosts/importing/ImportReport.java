package org.steadyboard.localhosts.importing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What an import did. */
public record ImportReport(
    int nodes, int lessons, int pages, int media, int unchanged, List<Problem> problems) {
  private static final int PROBLEMS_SHOWN = 50;

  /** What could not be read. */
  public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
      return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
  }

  public static ImportReport fromJson(JsonObject json) {
    return new ImportReport(
        json.getInteger("nodes", 0),
        json.getInteger("lessons", 0),
        json.getInteger("pages", 0),
        json.getInteger("media", 0),
        json.getInteger("unchanged", 0),
        json.getJsonArray("problems", new JsonArray()).stream()
            .map(item -> problem((JsonObject) item))
            .toList());
  }

  private static Problem problem(JsonObject json) {
    return new Problem(
        json.getString("file", ""), json.getInteger("line", 0), json.getString("message", ""));
  }

  /** False when not one lesson or folder of the zip is there afterwards. */
  public boolean importedAnything() {
    return nodes + lessons + pages + media + unchanged > 0;
  }

  public String render() {
    StringBuilder text = new StringBuilder();
    problems.stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(problem -> text.append("  ").append(problem).append('\n'));
    if (problems.size() > PROBLEMS_SHOWN) {
      text.append("  … and ").append(problems.size() - PROBLEMS_SHOWN).append(" more\n");
    }
    return text.append(
            "%d folders, %d lessons, %d pages, %d pictures written; %d unchanged; %d problems"
                .formatted(nodes, lessons, pages, media, unchanged, problems.size()))
        .toString();
  }
}
